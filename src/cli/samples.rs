//! The sample articles that a first start shows: compiled in, opened when the library is empty.

use super::Failure;
use crate::article::from_bytes;
use crate::library::{FileStamp, Incoming, Store};

/// The setting that says that the samples were shown once: whoever deleted them does not get them again.
const SHOWN: &str = "samples-shown";

const SAMPLES: &[(&str, &str)] = &[
    ("muscat-talks", include_str!("../../seeds/muscat-talks.txt")),
    ("sanctions-and-warships", include_str!("../../seeds/sanctions-and-warships.txt")),
    ("nuclear-file", include_str!("../../seeds/nuclear-file.txt")),
    ("moscow-and-beijing", include_str!("../../seeds/moscow-and-beijing.txt")),
    ("evacuation-notices", include_str!("../../seeds/evacuation-notices.txt")),
];

/// Takes the samples into a library that is empty and has not had them.
pub fn offer(store: &mut Store) -> Result<(), Failure> {
    if !store.entries(0, 1)?.is_empty() || store.setting(SHOWN)?.is_some() {
        return Ok(());
    }
    let articles: Vec<_> = SAMPLES
        .iter()
        .map(|(name, text)| Ok((format!("sample:{name}"), from_bytes(text.as_bytes().to_vec())?)))
        .collect::<Result<_, Failure>>()?;
    let incoming: Vec<Incoming> = articles
        .iter()
        .map(|(uri, article)| Incoming { uri, article, stamp: FileStamp::default() })
        .collect();
    store.add_all(&incoming)?;
    store.set_setting(SHOWN, "yes")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_come_once() {
        let mut store = Store::open_in_memory().unwrap();
        offer(&mut store).unwrap();
        let entries = store.entries(0, 10).unwrap();
        assert_eq!(entries.len(), SAMPLES.len());
        for entry in entries {
            store.delete(entry.id).unwrap();
        }
        offer(&mut store).unwrap();
        assert_eq!(store.count().unwrap(), 0);
    }
}
