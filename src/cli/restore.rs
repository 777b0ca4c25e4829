//! `pingdian restore`: a backup in the place of the library, or the list of backups.

use super::args::Restore;
use super::backup::told;
use super::setup::Setup;
use super::{Failure, print};
use crate::library::{backups, backups_folder, restore};
use crate::whole_file::shown;

/// Lists the backups, or restores one.
pub fn run(setup: &Setup, args: &Restore) -> Result<(), Failure> {
    let Some(file) = &args.file else {
        return list(setup);
    };
    let kept = backups_folder(&setup.library).join(file);
    let backup = if file.exists() || !kept.exists() { file } else { &kept };
    let restored = restore(&setup.library, backup)?;
    let before = restored.before.map_or_else(|| "none that can be read".to_owned(), |before| told(&before));
    let mut words = format!("before: {before}\nnow: {}\n", told(&restored.now));
    if let Some(aside) = restored.aside {
        words.push_str(&format!("the library that was there is kept as {}\n", shown(&aside)));
    }
    print(words)
}

fn list(setup: &Setup) -> Result<(), Failure> {
    let backups = backups(&setup.library);
    if backups.is_empty() {
        return print(format!("no backups in {}\n", shown(&backups_folder(&setup.library))));
    }
    let mut words = String::new();
    for backup in backups {
        let name = backup.path.file_name().unwrap_or_default().as_ref();
        let holds = backup.contents.map_or_else(
            || "cannot be read: not a good backup".to_owned(),
            |contents| format!("version {}, {}", contents.version, told(&contents)),
        );
        words.push_str(&format!(
            "{}  {:>9} KB  {}  {holds}\n",
            backup.made,
            backup.bytes.div_ceil(1000),
            shown(name)
        ));
    }
    print(words)
}
