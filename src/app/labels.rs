//! The labels as they are shown and changed from within the program: what lies over the panes meanwhile, and the
//! changes that it asks for.

use std::collections::BTreeMap;
use std::sync::Arc;

use tui_textarea::TextArea;

use super::area::area;
use super::configuration::Configuration;
use super::keymap::Keymap;
use crate::annotation::Label;

/// The labels, over the panes.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Place of the chosen label among the rows.
    pub chosen: usize,
    /// What is being done with it.
    pub stage: Stage,
    /// How many annotations each label has across the library, once that was counted.
    pub uses: Option<BTreeMap<String, usize>>,
    /// The form whose change is asked about or on its way: it comes back where that fails.
    pub sent: Option<Box<Form>>,
}

/// What is being done with the labels.
#[derive(Clone, Debug, Default)]
pub enum Stage {
    /// They are looked through.
    #[default]
    List,
    /// One is written.
    Form(Box<Form>),
    /// Another label is chosen for the annotations of one.
    Move {
        /// That one's name.
        from: String,
        /// Whether it then goes.
        delete: bool,
        /// Place of the chosen one among the others.
        chosen: usize,
    },
    /// Yes or no is asked.
    Ask {
        /// The question, in words.
        question: String,
        /// What happens after a yes.
        change: Box<LabelChange>,
    },
}

/// A field of the form.
#[derive(Debug)]
pub struct Field {
    /// Its name, as in the configuration.
    pub name: &'static str,
    /// What goes into it.
    pub hint: &'static str,
    /// Whether it may have several lines.
    pub multiline: bool,
}

/// The fields of the form, in their order.
pub const FIELDS: [Field; 6] = [
    Field { name: "name", hint: "Stands in exports; annotations follow a new name", multiline: false },
    Field { name: "key", hint: "Tags with it in the text", multiline: false },
    Field {
        name: "colour",
        hint: "red, green, yellow, blue, magenta, cyan, lightred …, or #rrggbb",
        multiline: false,
    },
    Field { name: "sign", hint: "One ASCII character, beside the text", multiline: false },
    Field { name: "description", hint: "When to use it, in a sentence", multiline: false },
    Field {
        name: "guideline",
        hint: "When and when not, examples; Alt-Enter begins a new line",
        multiline: true,
    },
];

/// A label being written.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its name as it was; none for a new one.
    pub from: Option<String>,
    /// The fields' words, in the order of [`FIELDS`].
    pub areas: [TextArea<'static>; 6],
    /// Place of the field that is written in.
    pub focus: usize,
    /// Why it cannot be kept as it is.
    pub problem: Option<String>,
}

impl Form {
    /// A form that begins with the label; `from` is its name as annotations have it.
    pub fn new(label: &Label, from: Option<String>) -> Form {
        let seen = |character: char| match character {
            ' ' => String::new(),
            other => other.to_string(),
        };
        let words = [
            label.name.clone(),
            seen(label.key),
            label.colour.clone(),
            seen(label.sign),
            label.description.clone(),
            label.guideline.trim_end().to_owned(),
        ];
        Form { from, areas: words.map(|words| area(&words)), focus: 0, problem: None }
    }

    /// What was written, as a label. A sign that was left out is the key's capital.
    ///
    /// # Errors
    ///
    /// In words, where a field that takes one character has none or several.
    pub fn label(&self) -> Result<Label, String> {
        let words = |place: usize| self.areas[place].lines().join("\n").trim().to_owned();
        let key = only_character(&words(1)).ok_or("The key must be one character")?;
        let sign = match words(3).as_str() {
            "" => key.to_ascii_uppercase(),
            written => only_character(written).ok_or("The sign must be one character")?,
        };
        Ok(Label { name: words(0), key, colour: words(2), sign, description: words(4), guideline: words(5) })
    }
}

fn only_character(words: &str) -> Option<char> {
    let mut characters = words.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// A label as a row of the overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// What the configuration says of it; none where annotations have it and the configuration has not.
    pub label: Option<&'a Label>,
    /// How many annotations have it, once that was counted.
    pub count: Option<usize>,
}

/// The labels of the configuration, then others that annotations have.
pub fn label_rows<'a>(configuration: &'a Configuration, labels: &'a Labels) -> Vec<LabelRow<'a>> {
    let count = |name: &str| labels.uses.as_ref().map(|uses| uses.get(name).copied().unwrap_or(0));
    let configured = configuration.labels.iter();
    let mut rows: Vec<LabelRow> = configured
        .map(|label| LabelRow { name: &label.name, label: Some(label), count: count(&label.name) })
        .collect();
    let others = labels.uses.iter().flatten();
    let unknown = others.filter(|(name, _)| !configuration.labels.iter().any(|label| label.name == **name));
    rows.extend(unknown.map(|(name, &count)| LabelRow { name, label: None, count: Some(count) }));
    rows
}

/// A change of the labels: in the configuration file, in the library, or in both, all or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelChange {
    /// The labels that the change was made from. Where the file has others by now, nothing is done.
    pub before: Vec<Label>,
    /// The labels as they are to be.
    pub after: Vec<Label>,
    /// A label whose annotations become another's, by name.
    pub moved: Option<(String, String)>,
    /// A label that must have no annotations, by name.
    pub unused: Option<String>,
    /// What is said when it is done.
    pub done: String,
}

/// A change of the labels that was made, or what was found in its place.
#[derive(Clone, Debug)]
pub struct Configured {
    /// The configuration as the file has it now.
    pub configuration: Arc<Configuration>,
    /// Its keys.
    pub keymap: Keymap,
    /// The label whose annotations became another's, by name.
    pub moved: Option<(String, String)>,
    /// How many annotations each label has now, where the library is at hand.
    pub uses: Option<BTreeMap<String, usize>>,
    /// What is to be said.
    pub message: String,
    /// Whether the change was made.
    pub made: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_gives_back_the_label_it_was_made_from() {
        for label in Configuration::default().labels {
            assert_eq!(Form::new(&label, None).label().unwrap().name, label.name);
            let label = Label { guideline: label.guideline.trim().to_owned(), ..label };
            assert_eq!(Form::new(&label, None).label(), Ok(label));
        }
    }

    #[test]
    fn a_sign_left_out_is_the_keys_capital() {
        let label = Label { sign: ' ', key: 'r', ..Configuration::default().labels[0].clone() };
        assert_eq!(Form::new(&label, None).label().unwrap().sign, 'R');
        let label = Label { key: ' ', ..label };
        assert!(Form::new(&label, None).label().is_err());
    }

    #[test]
    fn labels_that_only_annotations_have_are_rows_too() {
        let configuration = Configuration::default();
        let uses = [("fact".to_owned(), 2), ("rumour".to_owned(), 3)].into();
        let labels = Labels { uses: Some(uses), ..Labels::default() };
        let rows: Vec<(&str, bool, Option<usize>)> = label_rows(&configuration, &labels)
            .into_iter()
            .map(|row| (row.name, row.label.is_some(), row.count))
            .collect();
        let wanted = [
            ("claim", true, Some(0)),
            ("fact", true, Some(2)),
            ("opinion", true, Some(0)),
            ("rumour", false, Some(3)),
        ];
        assert_eq!(rows, wanted);
    }
}
