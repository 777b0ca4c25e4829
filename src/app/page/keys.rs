//! The page of keys: what each does, pane by pane, and the signs and keys that are no commands.

use super::Page;
use crate::app::commands::{COMMANDS, Place};
use crate::app::state::Pane;

impl Page<'_> {
    /// The keys of the pane that has them first, then the other's, then those of everywhere and of what lies over both.
    pub(super) fn keys(&mut self) {
        let mut places = [
            (Place::Text, "In the text"),
            (Place::List, "In the list"),
            (Place::Annotations, "In the annotations"),
            (Place::Putting, "While an annotation is put back in the text"),
            (Place::Everywhere, "Everywhere"),
        ];
        if self.state.pane.shown {
            places[..3].rotate_right(1);
        } else if self.state.focus == Pane::List {
            places.swap(0, 1);
        }
        for (place, head) in places {
            self.head(head);
            if place == Place::Text {
                self.entry("1 … 9", "A count before a motion: 3j goes three sentences on", "");
                for label in &self.state.configuration.labels {
                    let words = format!("Tag as {}; again takes it off. {}", label.name, label.description);
                    self.entry(&label.key.to_string(), &words, "");
                }
                let labels = 0..self.state.configuration.labels.len();
                let adding: Vec<String> =
                    labels.filter_map(|label| self.state.keymap.adding_key(label)).collect();
                if !adding.is_empty() {
                    let words = "Add the label to those on the passage; again takes that one off";
                    self.entry(&adding.join("  "), words, "");
                }
                for attribute in &self.state.configuration.attributes {
                    let values = attribute.values.join(", ");
                    let words = format!("{}: {values}, none. {}", attribute.name, attribute.description);
                    self.entry(&attribute.key.to_string(), &words, "");
                }
            }
            if place == Place::Annotations {
                let labels = &self.state.configuration.labels;
                let keys: Vec<String> = labels.iter().map(|label| label.key.to_string()).collect();
                self.entry(&keys.join("  "), "Give the annotation that label", "");
                let attributes = &self.state.configuration.attributes;
                let keys: Vec<String> =
                    attributes.iter().map(|attribute| attribute.key.to_string()).collect();
                self.entry(&keys.join("  "), "Give it the next value, as in the text", "");
            }
            for command in COMMANDS.iter().copied().flatten().filter(|found| found.place == place) {
                let keys = self.state.keymap.keys_of(command.name).join("  ");
                self.entry(&keys, command.description, command.name);
            }
        }
        self.head("While linking");
        for (keys, words) in [
            ("s  c  e", "It supports, contradicts, says the same as; in the list: make the link that"),
            ("w  Tab", "Swap the direction"),
            ("n", "Write a note to the link at once"),
            ("Enter  1 … 9", "In the list: go to the other passage"),
            ("a  x", "In the list: note to the link, delete the link"),
        ] {
            self.entry(keys, words, "");
        }
        self.head("Beside the text");
        for (signs, words) in [
            ("C  |  '", "A passage begins, with its label's sign; goes on; ends"),
            ("^", "At the top: one began above"),
            ("*  ~", "It has a note; it has links"),
            ("+  &", "Another begins that has no room; there are more of these signs"),
            ("c  !", "Another reader's passage; it stands against yours"),
        ] {
            self.entry(signs, words, "");
        }
        self.head("While settling");
        for (keys, words) in [
            ("m  t  b  n", "Take your reading, theirs, both, neither"),
            ("j  k", "Next, previous difference"),
            ("u", "Take back what was settled last"),
            ("a", "Go through those settled before as well, or skip them"),
            ("Tab", "Go on to another reader"),
            ("Esc  q", "End; what was settled stays"),
        ] {
            self.entry(keys, words, "");
        }
        self.head("While writing");
        for (keys, words) in [
            ("Enter", "Done"),
            ("Alt-Enter  Ctrl-j", "A new line, in notes and sources"),
            ("Tab  Shift-Tab", "Choose among the names offered for a source; Alt-1 … Alt-9 take one"),
            ("Esc  Ctrl-c", "Leave it as it was"),
            ("Home  Ctrl-a", "To the line's beginning"),
            ("End  Ctrl-e", "To the line's end"),
            ("Ctrl-w", "Delete the word before the cursor"),
            ("Ctrl-k", "Delete the rest of the line"),
            ("Ctrl-u", "Delete what stands before the cursor; in a note, undo"),
            ("Ctrl-r", "Redo what was typed"),
        ] {
            self.entry(keys, words, "");
        }
    }
}
