//! A reader for tests: a state fed with keys as people press them.

mod kept;

use std::collections::BTreeMap;
use std::sync::Arc;

use crossterm::event::{KeyEvent, KeyModifiers};

use super::{Configuration, Effect, Event, Input, Key, Keymap, Start, State, update};
use crate::annotation::{Annotation, AnnotationId};
use crate::article::{Article, Script, from_bytes};
use crate::library::{Added, AddedKind, ArticleEntry, ArticleId, Reply, Revision};
use crate::text::{Ambiguous, Span};

pub use kept::{Kept, kept};

/// An article with every kind of block.
pub const TEXT: &str = "\
他說:“船隊已經到了。”港口沒有回應,記者等了一夜。又過了兩天,3.67%的說法才傳開。

![]()

為什麼沒有人出面?

真相也許很簡單……沒有人知道。
圖:港口的早晨
圖:港口的早晨

最後一段，只有一句。
特別聲明:以上內容只供測試。
Notice: The content above is for tests only.
";

/// A reader in a terminal of `columns` × `rows`, with `text` open as article 1.
pub fn reader(text: &str, columns: u16, rows: u16) -> State {
    let configuration = Arc::new(Configuration::default());
    let start = Start {
        keymap: Keymap::new(&configuration).unwrap(),
        configuration,
        reader: "me".into(),
        screen: (columns, rows),
        ambiguous: Ambiguous::Narrow,
        session: [1; 12],
        scoped: false,
        text_alone: false,
        moving_on: false,
    };
    let mut state = State::new(start);
    let article = Arc::new(article(text));
    update(&mut state, Event::Entries(vec![entry(1, &article), other_entry(2)]));
    let revision = Revision::for_tests(1);
    update(
        &mut state,
        Event::Library(Reply::Opened {
            entry: entry(1, &article),
            article,
            revision,
            annotations: Vec::new(),
            links: Vec::new(),
        }),
    );
    update(&mut state, Event::Frame);
    state
}

/// A text as an article; one without any word for the empty text.
pub fn article(text: &str) -> Article {
    from_bytes(text.as_bytes().to_vec()).unwrap_or_else(|_| Article::from_text(text.to_owned()))
}

fn entry(id: i64, article: &Article) -> ArticleEntry {
    ArticleEntry {
        script: article.script,
        bytes: article.text.len(),
        ..ArticleEntry::new(ArticleId(id), &article.title, format!("file:///articles/{id}.txt"))
    }
}

fn other_entry(id: i64) -> ArticleEntry {
    ArticleEntry {
        script: Script::Simplified,
        bytes: 3000,
        read_to: 1020,
        position: 900,
        counts: vec![("claim".into(), 3), ("opinion".into(), 1)],
        ..ArticleEntry::new(ArticleId(id), "谈判之后", "sample:after")
    }
}

/// Presses keys, written as in the configuration and separated by spaces, then brings the view up to date.
pub fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for name in keys.split_whitespace() {
        let key: Key = name.parse().unwrap();
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, key.control);
        modifiers.set(KeyModifiers::ALT, key.alt);
        let key = Input::Key(KeyEvent::new(key.code, modifiers));
        effects.extend(update(state, Event::Input(key, state.pace.now)));
    }
    update(state, Event::Frame);
    effects
}

/// Pastes words.
pub fn paste(state: &mut State, words: &str) -> Vec<Effect> {
    update(state, Event::Input(Input::Paste(words.to_owned()), state.pace.now))
}

/// The news that the article from `uri` is in the library now.
pub fn added(uri: String, id: ArticleId) -> Event {
    Event::Library(Reply::Added { uri, added: Added { id, kind: AddedKind::New } })
}

/// What the cursor stands on.
pub fn under_cursor(state: &State) -> &str {
    let reading = state.reading.as_ref().unwrap();
    reading.target().of(reading.document.text())
}

/// An annotation by `reader` of the first occurrence of `quote` in the open article.
pub fn tagged(state: &State, id: &str, reader: &str, label: &str, quote: &str) -> Annotation {
    let start = state.reading.as_ref().unwrap().document.text().find(quote).unwrap();
    Annotation {
        id: AnnotationId(id.into()),
        span: Span::new(start, start + quote.len()),
        label: label.into(),
        note: String::new(),
        source: String::new(),
        attributes: BTreeMap::new(),
        reader: reader.into(),
    }
}

/// Lets the library say that the open article has these annotations.
pub fn annotated(state: &mut State, annotations: Vec<Annotation>) {
    let article = state.reading.as_ref().unwrap().identity.id.unwrap();
    let links = Vec::new();
    update(state, Event::Library(Reply::Annotations { article, revision: None, annotations, links }));
    state.elsewhere = None;
    update(state, Event::Frame);
}
