//! What an import has otherwise than the library: told one by one, and settled as `--mine` says.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::args::Mine;
use super::columns::cut;
use super::{Failure, complain};
use crate::annotation::Annotation;
use crate::import::Differs;
use crate::text::{one_line, visible};

/// Cells of a quote, a note or another field in a message.
const FIELD_CELLS: usize = 60;

/// Settles what differs.
pub struct Settling {
    mine: Mine,
}

impl Settling {
    /// As the command line says; `files` are those that are taken in.
    pub fn new(mine: Mine, files: &[impl AsRef<Path>]) -> Result<Settling, Failure> {
        let piped = files.iter().any(|file| file.as_ref() == Path::new("-"));
        if mine == Mine::Ask && (piped || !io::stdin().is_terminal()) {
            let message = "--mine ask asks at a terminal, and standard input is none that is free; choose --mine keep or \
                           --mine theirs";
            return Err(Failure::usage(message));
        }
        Ok(Settling { mine })
    }

    /// Tells of an annotation that differs, at `place` of a file, and says whether it is to become what the file says.
    pub fn settle(&self, place: &str, differs: &Differs<'_>) -> bool {
        let states = differs.states;
        let quote = cut(&one_line(differs.quote), FIELD_CELLS);
        let what = told(&states.here, &states.there, states.orphaned);
        let which = if states.changed_here { "changed here since" } else { "changed in the file" };
        let whose = if differs.is_own { "yours" } else { "an annotation" };
        let head = format!("{place} “{quote}”: {whose} is otherwise here: {what} ({which})");
        if !differs.is_own {
            let why = if states.changed_here {
                ""
            } else {
                ", since the file has no newer date that can be believed"
            };
            complain(&format!("{head}; left as it is here{why}"));
            return false;
        }
        let theirs = match self.mine {
            Mine::Keep => false,
            Mine::Theirs => true,
            Mine::Ask => {
                complain(&head);
                ask()
            }
        };
        let outcome =
            if theirs { "now as the file says; u in the reader takes it back" } else { "left as it is here" };
        match self.mine {
            Mine::Ask => complain(outcome),
            _ => complain(&format!("{head}; {outcome}")),
        }
        theirs
    }
}

/// Asks until there is an answer. The end of the input keeps what is here.
fn ask() -> bool {
    loop {
        let _ = write!(io::stderr(), "keep yours, or take theirs? k/t ");
        let mut answer = String::new();
        match io::stdin().lock().read_line(&mut answer) {
            Ok(0) | Err(_) => return false,
            Ok(_) => match answer.trim() {
                "k" | "keep" => return false,
                "t" | "theirs" => return true,
                _ => {}
            },
        }
    }
}

/// What is here and what there, field by field where they differ.
fn told(here: &Annotation, there: &Annotation, orphaned: bool) -> String {
    let mut told = Vec::new();
    let mut field = |name: &str, here: &str, there: &str| {
        if here != there {
            let [here, there] = [here, there].map(|words| match words {
                "" => "nothing".to_owned(),
                words => format!("“{}”", cut(&visible(&one_line(words)), FIELD_CELLS)),
            });
            told.push(format!("{name} {here} here, {there} there"));
        }
    };
    field("label", &here.label, &there.label);
    field("note", &here.note, &there.note);
    field("source", &here.source, &there.source);
    let names = here
        .attributes
        .keys()
        .chain(there.attributes.keys().filter(|name| !here.attributes.contains_key(*name)));
    for name in names {
        let value = |of: &Annotation| of.attributes.get(name).cloned().unwrap_or_default();
        field(&visible(&one_line(name)), &value(here), &value(there));
    }
    if orphaned {
        told.push("without a place here, with one there".to_owned());
    } else if here.span != there.span {
        told.push("on another passage there".to_owned());
    }
    told.join("; ")
}
