//! Names of types as people know them, of the names that brat stores.
//!
//! `export --format brat` writes what brat's names cannot hold as code points (`fit`), and in `visual.conf` the name to be
//! shown. The first alone can be read in several ways, the second has lost some signs; together they give the name back.

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::export::brat_name;
use crate::regular_file;

/// The largest `visual.conf` that is read, in bytes.
const LARGEST_CONFIGURATION: u64 = 16 << 20;

/// The signs that `visual.conf` cannot show, by what stands for them there.
const STAND_INS: &[(char, char)] = &[('｜', '|'), ('‹', '<'), ('›', '>')];

/// The names that a folder's `visual.conf` shows, by those that its files have.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<String, String>);

impl Names {
    /// Those of the folder in which `path` lies; none where it has no such file.
    pub(super) fn beside(path: &Path) -> io::Result<Names> {
        match regular_file::read(&path.with_file_name("visual.conf"), LARGEST_CONFIGURATION) {
            Ok(bytes) => Ok(Names::parse(&String::from_utf8_lossy(&bytes))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Names::default()),
            Err(error) => Err(error),
        }
    }

    fn parse(configuration: &str) -> Names {
        let lines = configuration.lines().skip_while(|line| line.trim() != "[labels]").skip(1);
        let lines = lines.take_while(|line| !line.starts_with('['));
        Names(lines.filter_map(|line| line.split_once(" | ")).map(owned).collect())
    }

    /// The name that `fit` was made of, where that is known; else `fit` itself.
    pub(super) fn original(&self, fit: &str) -> String {
        let shown = self.0.get(fit).and_then(|shown| unfit(fit, shown));
        shown.unwrap_or_else(|| fit.to_owned())
    }
}

fn owned((fit, shown): (&str, &str)) -> (String, String) {
    (fit.to_owned(), shown.to_owned())
}

/// The name of which `fit` is the form that brat stores and `shown` the one it shows.
fn unfit(fit: &str, shown: &str) -> Option<String> {
    let mut name = String::new();
    let mut rest = fit;
    for character in shown.chars() {
        let (original, length) = original(character, rest)?;
        name.push(original);
        rest = &rest[length..];
    }
    (brat_name(&name) == fit).then_some(name)
}

/// What `shown` stands for where the stored name goes on with `rest`, and how many bytes of that it is.
fn original(shown: char, rest: &str) -> Option<(char, usize)> {
    let encoded = |character: char| {
        let code = format!("_{:04X}", u32::from(character));
        rest.starts_with(&code).then_some((character, code.len()))
    };
    if rest.starts_with(shown) && (shown.is_ascii_alphanumeric() || "_-".contains(shown)) {
        return Some((shown, shown.len_utf8()));
    }
    let stand_in = STAND_INS.iter().find(|(stand_in, _)| *stand_in == shown).map(|found| found.1);
    let blank = || {
        let code = rest.strip_prefix('_')?.get(..4)?;
        let blank = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
        (blank.is_control() || blank.is_whitespace()).then_some((blank, 5))
    };
    encoded(shown).or_else(|| encoded(stand_in?)).or_else(|| if shown == ' ' { blank() } else { None })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn names_of_others_stay() {
        let names = Names::parse("[labels]\nPerson | Person | Per\nLoc | 地點\n[drawing]\nX | Y\n");
        assert_eq!(
            ["Person", "Loc", "X", "Other"].map(|name| names.original(name)),
            ["Person", "Loc", "X", "Other"]
        );
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn names_come_back(name in "[a-f0-9_|<>\n 主張𠮷｜-]{1,9}") {
            let shown: String = name
                .chars()
                .map(|c| match STAND_INS.iter().find(|(_, plain)| *plain == c) {
                    Some((stand_in, _)) => *stand_in,
                    None if c.is_whitespace() => ' ',
                    None => c,
                })
                .collect();
            let fit = brat_name(&name);
            let names = Names::parse(&format!("[labels]\n{fit} | {shown}\n"));
            prop_assert_eq!(names.original(&fit), name);
        }
    }
}
