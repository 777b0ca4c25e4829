//! How well passages are found again, measured on made articles and made edits, of which it is known where every
//! character went. Run with `--nocapture` for the table.

mod articles;
mod dice;
mod edits;
mod judging;

use dice::Dice;
use edits::{Text, correct, delete, insert, move_paragraph, none, simplify, tracked};
use judging::Tally;

/// Articles for each kind of edit; each has some seventy passages.
const ARTICLES: u64 = 60;

type Edit = fn(&mut Text, &mut Dice);

/// A kind of edits: its name, whether the new text is in Simplified characters, what edits there are, and how many at
/// the most.
const KINDS: &[(&str, bool, &[Edit], usize)] = &[
    ("insertions", false, &[insert], 6),
    ("deletions", false, &[delete], 6),
    ("corrections", false, &[correct], 10),
    ("simplified", true, &[none], 1),
    ("moved paragraphs", false, &[move_paragraph], 2),
    ("mixed", false, &[insert, delete, correct, move_paragraph], 8),
    ("mixed, simplified", true, &[insert, delete, correct, correct], 8),
];

#[test]
fn passages_are_found_where_their_words_still_stand() {
    println!("{:20}{:>9}{:>8}{:>15}", "edits", "standing", "right", "lost");
    let mut failed = Vec::new();
    for &(kind, simplified, edits, most) in KINDS {
        let tally = measured(simplified, edits, most);
        let percent = |some: usize, of: usize| some as f64 * 100.0 / of as f64;
        println!(
            "{kind:20}{:>9}{:>8}{:>8.2}%{:>6}; of {} torn {} found, {} gone; {} wrong: {:.3}%",
            tally.standing,
            tally.right,
            percent(tally.right, tally.standing),
            tally.lost,
            tally.torn,
            tally.torn_found,
            tally.gone,
            tally.wrong,
            percent(tally.wrong, tally.total())
        );
        if tally.right * 100 < tally.standing * 99 || tally.wrong * 1000 > tally.total() {
            failed.push(format!("{kind}:\n{}", tally.complaints.join("\n")));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn measured(simplified: bool, edits: &[Edit], most: usize) -> Tally {
    let mut tally = Tally::default();
    for seed in 0..ARTICLES {
        let mut dice = Dice::new(seed + 1);
        let old = articles::article(&mut dice);
        let mut new = tracked(&old);
        if simplified {
            simplify(&mut new);
        }
        for _ in 0..1 + dice.below(most) {
            edits[dice.below(edits.len())](&mut new, &mut dice);
        }
        tally.judge(&old, &new, &mut dice);
    }
    tally
}
