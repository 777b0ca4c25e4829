//! The balance as a chart of two bars, sentences and characters, and as the table that says the same in numbers.

use std::io::{self, Write};

use crate::annotation::{Amount, Balance, By, apportion};

use super::escape::Escaped;
use super::labels::{Labels, Shown};
use super::text::Sign;

/// Parts of a whole that shares are reckoned in; a bar's lengths need more than its words do.
const PER_CENT: usize = 100;
const PER_TEN_THOUSAND: usize = 10_000;

/// A part of this many hundredths has room for its sign, and one of so many for its share too.
const ROOM_FOR_SIGN: usize = 5;
const ROOM_FOR_SHARE: usize = 14;

/// The labels that something counts for, in their order, and none of them at the end.
pub(super) fn parts<'a>(labels: &'a Labels, balance: &Balance) -> Vec<(Option<&'a Shown>, Amount)> {
    let known = labels.all().iter().map(|label| (Some(label), balance.amount(&label.name)));
    let met = known.filter(|(_, amount)| amount.sentences + amount.characters > 0);
    met.chain([(None, balance.untagged)]).collect()
}

/// The hundredths that the parts have of the whole.
pub(super) fn shares(parts: &[(Option<&Shown>, Amount)], by: By) -> Vec<usize> {
    let amounts: Vec<usize> = parts.iter().map(|(_, amount)| amount.by(by)).collect();
    apportion(&amounts, PER_CENT)
}

/// Writes both, under the name of `what` they are the balance of.
pub(super) fn write(out: &mut dyn Write, labels: &Labels, balance: &Balance, what: &str) -> io::Result<()> {
    let parts = parts(labels, balance);
    writeln!(out, "<div class=\"balance\">")?;
    for (name, by) in [("Sentences", By::Sentences), ("Characters", By::Characters)] {
        write_bar(out, &parts, name, by)?;
    }
    writeln!(
        out,
        "<table><caption>{what}, in numbers</caption>\n<thead><tr><th scope=\"col\">Label</th>\
         <th scope=\"col\" colspan=\"2\">Sentences</th><th scope=\"col\" colspan=\"2\">Characters</th></tr></thead><tbody>"
    )?;
    let [by_sentences, by_characters] = [By::Sentences, By::Characters].map(|by| shares(&parts, by));
    for (place, (label, amount)) in parts.iter().enumerate() {
        let Amount { sentences, characters } = amount;
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{sentences}</td><td>{} %</td><td>{characters}</td><td>{} %</td></tr>",
            Name(*label),
            by_sentences[place],
            by_characters[place]
        )?;
    }
    writeln!(out, "</tbody></table></div>")
}

/// One bar. It is drawn in hundredths of the width there is, and told in words to whoever cannot see it.
fn write_bar(out: &mut dyn Write, parts: &[(Option<&Shown>, Amount)], name: &str, by: By) -> io::Result<()> {
    let shares = shares(parts, by);
    let amounts: Vec<usize> = parts.iter().map(|(_, amount)| amount.by(by)).collect();
    let lengths = apportion(&amounts, PER_TEN_THOUSAND);
    write!(out, "<p>{name}</p><svg class=\"bar\" role=\"img\" aria-label=\"{name}: ")?;
    for (place, ((label, _), share)) in parts.iter().zip(&shares).enumerate() {
        let comma = if place == 0 { "" } else { ", " };
        write!(out, "{comma}{} {share} %", Escaped(label.map_or(UNTAGGED, |label| &label.name)))?;
    }
    write!(out, "\">")?;
    let mut start = 0;
    for (((label, _), share), length) in parts.iter().zip(&shares).zip(&lengths) {
        let class = label.map_or("none", |label| &label.class);
        let hundredths = |amount: usize| format!("{}.{:02}%", amount / 100, amount % 100);
        write!(
            out,
            "<rect class=\"{class}\" x=\"{}\" y=\"0\" width=\"{}\" height=\"100%\"/>",
            hundredths(start),
            hundredths(*length)
        )?;
        if *share >= ROOM_FOR_SIGN {
            let middle = hundredths(start + length / 2);
            write!(out, "<text x=\"{middle}\" y=\"50%\">")?;
            write!(out, "{}", label.map_or(Sign('–'), |label| Sign(label.sign)))?;
            if *share >= ROOM_FOR_SHARE {
                write!(out, " {share} %")?;
            }
            write!(out, "</text>")?;
        }
        start += length;
    }
    writeln!(out, "</svg>")
}

/// What counts for no label.
const UNTAGGED: &str = "no label";

/// A label with its sign, or that there is none.
struct Name<'a>(Option<&'a Shown>);

impl std::fmt::Display for Name<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Some(label) => {
                let (class, sign, name) = (&label.class, Sign(label.sign), Escaped(&label.name));
                write!(out, "<span class=\"key {class}\" aria-hidden=\"true\">{sign}</span> {name}")
            }
            None => write!(out, "<span class=\"key none\" aria-hidden=\"true\">–</span> {UNTAGGED}"),
        }
    }
}
