//! `pingdian recover`: what can still be read of a damaged library, in a new one.

use super::args::Recover;
use super::setup::Setup;
use super::{Failure, print};
use crate::app::counted;
use crate::library::{Recovered, recover};
use crate::whole_file::shown;

/// Recovers, and counts.
pub fn run(setup: &Setup, args: &Recover) -> Result<(), Failure> {
    let target = args.output.clone().unwrap_or_else(|| {
        let mut name = setup.library.clone().into_os_string();
        name.push("-recovered");
        name.into()
    });
    let recovered = recover(&setup.library, &target)?;
    print(told(&recovered))?;
    match recovered.is_complete() {
        true => Ok(()),
        false => {
            Err(Failure { message: "not everything could be recovered, see above".to_owned(), status: 1 })
        }
    }
}

fn told(recovered: &Recovered) -> String {
    let mut words = String::new();
    for (table, taken, lost) in &recovered.tables {
        words.push_str(&format!(
            "{:<20} {taken:>9} taken {lost:>9} known to be lost\n",
            table.replace('_', " ")
        ));
    }
    let others = [
        (recovered.damaged_pages, "damaged page", "hold nothing that can be read"),
        (recovered.log_pages, "page", "taken from the log"),
        (recovered.damaged_texts, "text", "damaged: what is no text in it is ?, or its end is missing"),
        (recovered.lost_texts, "text", "lost: the words that were tagged stand in its place"),
        (recovered.lost_titles, "title", "lost, with what is known of its source"),
        (recovered.from_history, "annotation", "taken from the history of changes"),
        (recovered.altered, "annotation", "not as the history has it: damaged in its words"),
        (recovered.orphaned, "annotation", "without a place in the text: kept as orphans"),
    ];
    for (count, what, words_about_it) in others.into_iter().filter(|other| other.0 > 0) {
        words.push_str(&format!("{}: {words_about_it}\n", counted(count, what)));
    }
    words.push_str(&format!("recovered to {}\n", shown(&recovered.path)));
    words
}
