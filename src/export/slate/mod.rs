//! SLATE, the annotation tool for the terminal: a folder with `N.txt` and `N.txt.annotations` for article N, the list of
//! files `files.txt` and a configuration with the labels' keys, `slate.config`.
//!
//! Rules: the README and the source (`data.py`, `config.py`) of SLATE 1.1. Within the folder:
//! `slate -d files.txt -t categorical -s character -c slate.config -o`. A place is `(line, token, character)`: lines end at
//! newlines, tokens at white space, characters are code points; spans name their first and their last character.
//!
//! A passage has each label once, whoever gave it. It has no place for white space at a passage's ends and in labels'
//! names, where `_` stands for it, nor for links (SLATE's own have no kind), notes, sources, attributes, readers and times.

mod configuration;
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use self::configuration::Configuration;
use self::places::{Place, places};
use super::links::Links;
use super::tokens::is_separator;
use super::{Format, Losses, Output, Passages, Shape, Writer};
use crate::library::Marked;

pub(super) const FORMAT: Format = Format {
    name: "slate",
    description: "texts, annotations and keys, for SLATE",
    extension: "",
    shape: Shape::Folder,
    holds_orphans: false,
    offsets: "lines, tokens within them, and code points within these",
    make: |options| {
        Box::new(Slate {
            configuration: Configuration::new(&options.labels),
            articles: Vec::new(),
            losses: Losses::default(),
        })
    },
};

struct Slate {
    configuration: Configuration,
    /// The numbers of the articles written.
    articles: Vec<i64>,
    losses: Losses,
}

impl Writer for Slate {
    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let text = &marked.article.text;
        let mut ends = Vec::with_capacity(marked.annotations.len());
        for passage in passages {
            let annotation = &passage.stored.annotation;
            let begun = passage.quote.trim_start_matches(is_separator);
            let whole = begun.trim_end_matches(is_separator);
            let Some(last) = whole.chars().next_back() else {
                self.losses.leave_out("annotations of white space alone", 1);
                continue;
            };
            let shortened = whole.len() < passage.quote.len();
            self.losses
                .add("passages' ends in white space; the rest of them is there", usize::from(shortened));
            let first = annotation.span.start + passage.quote.len() - begun.len();
            ends.push((first, first + whole.len() - last.len_utf8(), annotation));
        }
        let places = places(text, ends.iter().flat_map(|&(first, last, _)| [first, last]).collect());
        let mut items: BTreeMap<(Place, Place), BTreeSet<String>> = BTreeMap::new();
        for (first, last, annotation) in ends {
            let name = self.configuration.meet(&annotation.label);
            self.losses.add("labels' white space, which stands as _", usize::from(name != annotation.label));
            let is_new = items.entry((places[&first], places[&last])).or_default().insert(name);
            self.losses
                .leave_out("annotations with the passage and the label of another", usize::from(!is_new));
            self.losses.add_said(annotation);
        }
        self.losses.add("links between annotations, for which it has no place", Links::of(marked).len());
        if items.is_empty() {
            return Ok(());
        }
        let number = marked.article.id.0;
        self.articles.push(number);
        out.begin_file(&format!("{number}.txt"))?;
        out.write_all(text.as_bytes())?;
        out.begin_file(&format!("{number}.txt.annotations"))?;
        for ((first, last), labels) in items {
            let labels = labels.into_iter().collect::<Vec<_>>().join(" ");
            if first == last {
                writeln!(out, "{first} - {labels}")?;
            } else {
                writeln!(out, "({first}, {last}) - {labels}")?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.begin_file("files.txt")?;
        for number in &self.articles {
            writeln!(out, "{number}.txt {number}.txt.annotations")?;
        }
        out.begin_file("slate.config")?;
        self.configuration.write(out)
    }

    fn losses(&self) -> Losses {
        self.losses.clone()
    }
}
