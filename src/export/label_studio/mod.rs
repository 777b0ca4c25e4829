//! Label Studio: a folder with `tasks.json`, a task an article, and `labeling_config.xml`, the interface to make the
//! project with.
//!
//! Rules: Label Studio's documentation of its JSON format and of the tags `Labels`, `TextArea`, `Choices` and `Relations`,
//! and its editor's source for offsets: it counts code points (`selection-tools.js`), as Python does. Within a task each
//! reader's annotations are one of Label Studio's “annotations”, made of results: labelled regions, and for each
//! region its note, source and attributes by the same identifier. Names of readers, times and identifiers stand in the
//! regions' `meta`, which it keeps.
//!
//! It cannot hold links between two readers' annotations or two articles', nor notes on links. Values of attributes are
//! gathered while articles are written, for the interface's choices: memory holds each different one.

mod configuration;
mod task;

use std::io;

use self::configuration::write_interface;
use self::task::Task;
use super::escaped_json::write_json;
use super::used::Used;
use super::{Format, Losses, Output, Passages, Shape, Writer};
use crate::library::Marked;

pub(super) const FORMAT: Format = Format {
    name: "label-studio",
    description: "tasks with annotations, and the labelling interface, for Label Studio",
    extension: "",
    shape: Shape::Folder,
    holds_orphans: false,
    offsets: "code points",
    make: |options| {
        Box::new(LabelStudio {
            tasks: 0,
            annotations: 0,
            used: Used::new(&options.labels),
            losses: Losses::default(),
        })
    },
};

struct LabelStudio {
    /// Tasks written.
    tasks: usize,
    /// “Annotations” written: one for each reader of each article.
    annotations: usize,
    used: Used,
    losses: Losses,
}

impl Writer for LabelStudio {
    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.begin_file("tasks.json")?;
        out.write_all(b"[")
    }

    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        for stored in marked.annotations {
            self.used.meet(&stored.annotation);
        }
        out.write_all(if self.tasks == 0 { b"\n" } else { b",\n" })?;
        self.tasks += 1;
        let task = Task::new(marked, passages, self.annotations + 1, &mut self.losses);
        self.annotations += task.annotations();
        write_json(out, &task)
    }

    fn end(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.write_all(if self.tasks == 0 { b"]\n" } else { b"\n]\n" })?;
        out.begin_file("labeling_config.xml")?;
        write_interface(out, &self.used)
    }

    fn losses(&self) -> Losses {
        self.losses.clone()
    }
}

/// An attribute's name as the name of a control of the interface, apart from those of notes and sources.
fn control(attribute: &str) -> String {
    format!("attribute_{attribute}")
}
