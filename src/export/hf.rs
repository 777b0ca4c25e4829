//! A data set for Hugging Face's `datasets`: `data.jsonl`, a line an article with its annotations, and its card, `README.md`.
//!
//! Rules: Hugging Face's “Dataset Cards” and “Manual configuration”, and the loader `datasets` itself. The card's YAML names
//! the data file and every field's type, so that `load_dataset(folder)` guesses none: columns that are empty everywhere
//! have their type too. `language` is what the articles' scripts show. No licence is named: the texts belong to others.
//! Attributes are a list of names and values, since a column holds one kind of thing. It holds all there is.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::article_record::ArticleRecord;
use super::escaped_json::write_json;
use super::markup::escaped_inline;
use super::{Format, Output, Passages, Shape, Writer};
use crate::library::Marked;

pub(super) const FORMAT: Format = Format {
    name: "hf",
    description: "JSON Lines with a data set card, for Hugging Face's datasets",
    extension: "",
    shape: Shape::Folder,
    holds_orphans: false,
    offsets: "code points",
    make: |_| Box::new(DataSet::default()),
};

/// The fields' types, as the card tells them.
const FEATURES: &str = "\
configs:
- config_name: default
  default: true
  data_files:
  - split: train
    path: data.jsonl
dataset_info:
- config_name: default
  features:
  - name: id
    dtype: int64
  - name: title
    dtype: string
  - name: uri
    dtype: string
  - name: url
    dtype: string
  - name: language
    dtype: string
  - name: text
    dtype: string
  - name: annotations
    list:
    - name: id
      dtype: string
    - name: label
      dtype: string
    - name: start
      dtype: int64
    - name: end
      dtype: int64
    - name: quote
      dtype: string
    - name: note
      dtype: string
    - name: source
      dtype: string
    - name: attributes
      list:
      - name: name
        dtype: string
      - name: value
        dtype: string
    - name: reader
      dtype: string
    - name: created
      dtype: string
    - name: modified
      dtype: string
    - name: links
      list:
      - name: id
        dtype: string
      - name: kind
        dtype: string
      - name: to
        dtype: string
      - name: note
        dtype: string
      - name: reader
        dtype: string
";

/// What the fields hold, in words.
const FIELDS: &str = "\
Each line of `data.jsonl` is an article: its `text`, and the passages that readers tagged in it, `annotations`.

- `start` and `end` count Unicode code points of `text` from 0; the end is exclusive: `text[start:end]` is the `quote`.
- `label` is what the passage was tagged as. `note`, `source` (who says so) and `attributes` are what the reader added;
  they are empty where there was nothing to add. `reader` is who tagged it.
- `url` is where the article stands on the web, empty where that is not known.
- `links` go from the annotation to another, named by `to`, which may be in another article: it `supports` or
  `contradicts` it, or says the `same`.
";

#[derive(Default)]
struct DataSet {
    articles: usize,
    annotations: BTreeMap<String, usize>,
    languages: BTreeSet<&'static str>,
}

impl Writer for DataSet {
    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.begin_file("data.jsonl")
    }

    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let article = marked.article;
        let language = article.script.language_tag();
        self.articles += 1;
        self.languages.insert(language);
        for stored in marked.annotations {
            *self.annotations.entry(stored.annotation.label.clone()).or_default() += 1;
        }
        let record = ArticleRecord::new(marked, Some(&article.text), passages);
        write_json(out, &record)?;
        out.write_all(b"\n")
    }

    fn end(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.begin_file("README.md")?;
        writeln!(out, "---\npretty_name: Annotated articles\ntask_categories:")?;
        writeln!(out, "- token-classification\ntags:\n- pingdian")?;
        // The Hub knows languages by their own codes alone; each line has the script as well.
        let codes: BTreeSet<&str> = self.languages.iter().filter_map(|tag| code(tag)).collect();
        if !codes.is_empty() {
            writeln!(out, "language:")?;
        }
        for code in codes {
            writeln!(out, "- {code}")?;
        }
        write!(out, "{FEATURES}---\n\n# Annotated articles\n\n{FIELDS}\n")?;
        writeln!(out, "{} articles. Annotations by label:\n", self.articles)?;
        writeln!(out, "| label | annotations |\n|---|---:|")?;
        for (label, times) in &self.annotations {
            writeln!(out, "| {} | {times} |", escaped_inline(label))?;
        }
        Ok(())
    }
}

/// The ISO 639 code that a language tag begins with; none where no language was found.
fn code(tag: &'static str) -> Option<&'static str> {
    tag.split('-').next().filter(|&code| code != "und")
}
