//! Sentences judged by hand: who is said to speak in each, in order, as a reader would write the name.

mod chinese;
mod english;
mod japanese;
mod korean;

/// A sentence and the names wanted.
pub type Judged = (&'static str, &'static [&'static str]);

/// The sentences of each language.
pub const LANGUAGES: [(&str, &[Judged]); 4] = [
    ("Chinese", chinese::SENTENCES),
    ("Japanese", japanese::SENTENCES),
    ("Korean", korean::SENTENCES),
    ("English", english::SENTENCES),
];
