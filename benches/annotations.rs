//! What reading and tagging cost in an article with no annotations and with twenty thousand, nested and overlapping, some
//! of them over the whole article: a key with the frame that follows, and what the library does behind.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::{Bencher, black_box};
use pingdian::annotation::{Annotation, AnnotationId, Change, Edit, Link, LinkId, LinkKind};
use pingdian::app::{Configuration, Effect, Event, Input, Keymap, Start, State, ThemeSetting, update};
use pingdian::article::Article;
use pingdian::library::{ArticleEntry, FileStamp, Reply, Request, Revision, Store, Write};
use pingdian::terminal::FrameBackend;
use pingdian::text::{Ambiguous, Span};
use pingdian::ui::{self, Theme};
use ratatui::Terminal;
use ratatui::layout::Size;

const SIZE: Size = Size { width: 120, height: 40 };
/// Numbers of annotations to compare.
const NUMBERS: [usize; 2] = [0, 20_000];
/// How many of them cover the whole article.
const WHOLE: usize = 20;
const CLAUSES: [&str; 2] = ["港務局說那天夜裏有船出港", "守夜人的記錄裏沒有這回事。"];
const SENTENCES: usize = 10;
const PARAGRAPHS: usize = 1_000;

fn main() {
    divan::main();
}

fn text() -> String {
    let sentence = CLAUSES.join(",");
    (sentence.repeat(SENTENCES) + "\n").repeat(PARAGRAPHS)
}

fn annotation(number: usize, span: Span) -> Annotation {
    Annotation {
        id: AnnotationId(format!("{number:032x}")),
        span,
        label: ["claim", "fact", "opinion"][number % 3].to_owned(),
        note: String::new(),
        source: "港務局".to_owned(),
        attributes: BTreeMap::new(),
        reader: "me".to_owned(),
    }
}

/// As many annotations: over the whole text, then over every sentence, every clause, and across the clauses' borders.
fn annotations(number: usize, text: &str) -> Vec<Annotation> {
    let sentence = CLAUSES.join(",").len();
    let sentences = (0..PARAGRAPHS).flat_map(|paragraph| {
        let start = paragraph * (sentence * SENTENCES + 1);
        (0..SENTENCES).map(move |place| start + place * sentence)
    });
    let second = CLAUSES[0].len() + 1;
    let within = [(0, sentence), (second, sentence), (0, CLAUSES[0].len()), (3, second + 3)];
    let narrow = sentences.flat_map(|start| within.map(|(from, to)| Span::new(start + from, start + to)));
    let whole = std::iter::repeat_n(Span::new(0, text.len() - 1), WHOLE);
    whole.chain(narrow).take(number).enumerate().map(|(number, span)| annotation(number, span)).collect()
}

/// A library in memory with the text and so many annotations on it.
fn library(number: usize) -> (Store, ArticleEntry, Revision, Arc<Article>) {
    let mut store = Store::open_in_memory().expect("there is memory");
    let article = Article::from_text(text());
    let id = store.add("bench:text", &article, FileStamp::default()).expect("a text is taken").id;
    let revision = store.revision(id).expect("it was just added");
    let changes: Vec<Change> = annotations(number, &article.text)
        .into_iter()
        .map(|annotation| Edit { before: None, after: Some(annotation) }.into())
        .collect();
    for changes in changes.chunks(500) {
        store.apply(id, revision, "me", changes).expect("the passages are there");
    }
    let entry = store.entry(id).expect("it was just added");
    (store, entry, revision, Arc::new(article))
}

/// A reader in the middle of the article, and the screen it is drawn on.
struct Desk {
    state: State,
    terminal: Terminal<FrameBackend<io::Sink>>,
    theme: Theme,
}

impl Desk {
    fn new(number: usize) -> Desk {
        let (_, mut entry, revision, article) = library(number);
        entry.position = article.text.len() / 2;
        let annotations = annotations(number, &article.text);
        let configuration = Arc::new(Configuration::default());
        let mut state = State::new(Start {
            keymap: Keymap::new(&configuration).expect("the defaults are tested"),
            configuration,
            reader: "me".to_owned(),
            screen: (SIZE.width, SIZE.height),
            ambiguous: Ambiguous::Narrow,
            session: [1; 12],
            scoped: false,
            text_alone: false,
            moving_on: false,
        });
        update(&mut state, Event::Entries(vec![entry.clone()]));
        update(
            &mut state,
            Event::Library(Reply::Opened { entry, article, revision, annotations, links: Vec::new() }),
        );
        let mut backend = FrameBackend::with_size(io::sink(), SIZE);
        backend.set_ambiguous_known(true);
        let terminal = Terminal::new(backend).expect("a size that is given is known");
        let theme = Theme::new(ThemeSetting::Dark, false, false);
        let mut desk = Desk { state, terminal, theme };
        desk.press(KeyCode::Enter);
        desk
    }

    /// A key, and the frame that follows it. What was to be saved counts as saved.
    fn press(&mut self, key: KeyCode) -> Vec<Effect> {
        let effects = update(
            &mut self.state,
            Event::Input(Input::Key(KeyEvent::new(key, KeyModifiers::NONE)), Duration::ZERO),
        );
        for effect in &effects {
            if let Effect::Library(Request::Write(Write::Apply { ticket, .. })) = effect {
                update(&mut self.state, Event::Library(Reply::Saved { ticket: *ticket }));
            }
        }
        self.draw();
        effects
    }

    fn draw(&mut self) {
        update(&mut self.state, Event::Frame);
        let (state, theme) = (&self.state, &self.theme);
        self.terminal.draw(|frame| ui::draw(frame, state, theme)).expect("a sink takes everything");
    }
}

/// Two keys by turns, each with its frame.
fn by_turns(bencher: Bencher<'_, '_>, mut desk: Desk, keys: [KeyCode; 2]) {
    let mut turn = 0;
    bencher.bench_local(|| {
        turn = 1 - turn;
        black_box(&mut desk).press(keys[turn])
    });
}

#[divan::bench(args = NUMBERS)]
fn next_sentence(bencher: Bencher<'_, '_>, number: usize) {
    by_turns(bencher, Desk::new(number), [KeyCode::Char('j'), KeyCode::Char('k')]);
}

#[divan::bench(args = NUMBERS)]
fn scroll_a_page(bencher: Bencher<'_, '_>, number: usize) {
    by_turns(bencher, Desk::new(number), [KeyCode::PageDown, KeyCode::PageUp]);
}

#[divan::bench(args = NUMBERS)]
fn tag_a_word(bencher: Bencher<'_, '_>, number: usize) {
    let mut desk = Desk::new(number);
    desk.press(KeyCode::Char('w'));
    bencher.bench_local(|| black_box(&mut desk).press(KeyCode::Char('c')));
}

/// A tag taken back and made again by turns, each with its frame.
#[divan::bench(args = NUMBERS)]
fn undo(bencher: Bencher<'_, '_>, number: usize) {
    let mut desk = Desk::new(number);
    desk.press(KeyCode::Char('w'));
    let made = desk.press(KeyCode::Char('c'));
    let Some(Effect::Library(Request::Write(Write::Apply { article, mut changes, .. }))) =
        made.into_iter().next()
    else {
        return;
    };
    bencher.bench_local(|| {
        changes = std::mem::take(&mut changes).into_iter().map(Change::inverse).collect();
        update(
            black_box(&mut desk.state),
            Event::Library(Reply::Undone { article, changes: changes.clone() }),
        );
        desk.draw();
    });
}

/// From `r` to Enter: five keys and their frames.
#[divan::bench(args = NUMBERS)]
fn reshape(bencher: Bencher<'_, '_>, number: usize) {
    let mut desk = Desk::new(number);
    [KeyCode::Char('w'), KeyCode::Char('c')].into_iter().for_each(|key| drop(desk.press(key)));
    let (begin, keep) = (KeyCode::Char('r'), KeyCode::Enter);
    let mut turn = 0;
    bencher.bench_local(|| {
        turn = 1 - turn;
        let motion = KeyCode::Char(if turn == 1 { 'w' } else { 'b' });
        [begin, motion, begin, begin, keep].into_iter().for_each(|key| drop(black_box(&mut desk).press(key)));
    });
}

/// A selection of the whole article, under which all annotations lie, drawn once more.
#[divan::bench(args = NUMBERS)]
fn everything_selected(bencher: Bencher<'_, '_>, number: usize) {
    let mut desk = Desk::new(number);
    ['g', 'v', 'G'].into_iter().for_each(|key| drop(desk.press(KeyCode::Char(key))));
    bencher.bench_local(|| black_box(&mut desk).draw());
}

/// A screen on every row of which so many annotations lie.
#[divan::bench(args = [0, 1, 50])]
fn draw_rows_under(bencher: Bencher<'_, '_>, number: usize) {
    let mut desk = Desk::new(0);
    if let Some(reading) = &mut desk.state.reading {
        let whole = Span::new(0, reading.document.text().len() - 1);
        for number in 0..number {
            reading.annotations.apply(&Edit { before: None, after: Some(annotation(number, whole)) });
        }
    }
    by_turns(bencher, desk, [KeyCode::PageDown, KeyCode::PageUp]);
}

/// The article's annotations as they come from the library, taken in by the reader.
#[divan::bench(args = NUMBERS)]
fn take_in(bencher: Bencher<'_, '_>, number: usize) {
    let text = text();
    bencher.with_inputs(|| annotations(number, &text)).bench_values(pingdian::app::Annotations::new);
}

/// The library: text, annotations and links of an article.
#[divan::bench(args = NUMBERS, sample_count = 20)]
fn library_opens(bencher: Bencher<'_, '_>, number: usize) {
    let (store, entry, ..) = library(number);
    bencher.bench_local(|| {
        let read = (store.text_and_revision(entry.id), store.annotations(entry.id), store.links(entry.id));
        black_box(read)
    });
}

/// The library: one tag saved, taken back, and made again.
#[divan::bench(args = NUMBERS, sample_count = 20)]
fn library_saves_undoes_redoes(bencher: Bencher<'_, '_>, number: usize) {
    let (mut store, entry, revision, _) = library(number);
    let mut next = 1_000_000;
    bencher.bench_local(|| {
        next += 1;
        let change = Edit { before: None, after: Some(annotation(next, Span::new(0, 12))) }.into();
        store.apply(entry.id, revision, "me", &[change]).expect("the passage is there");
        black_box((store.undo(entry.id, "me"), store.redo(entry.id, "me"), store.entry(entry.id)))
    });
}

/// The library: the links of an article, as they are read after each change to it, where it has ten.
#[divan::bench(args = [2 * WHOLE, 20_000], sample_count = 20)]
fn library_reads_links(bencher: Bencher<'_, '_>, number: usize) {
    let (mut store, entry, revision, _) = library(number);
    let id = |number: usize| AnnotationId(format!("{number:032x}"));
    let links = (WHOLE..WHOLE + 10).map(|number| {
        let link = Link {
            id: LinkId(format!("{number:032x}")),
            from: id(number),
            to: id(number + 1),
            kind: LinkKind::Supports,
            note: String::new(),
            reader: "me".to_owned(),
        };
        Edit { before: None, after: Some(link) }.into()
    });
    let links: Vec<Change> = links.collect();
    store.apply(entry.id, revision, "me", &links).expect("the ends are there");
    bencher.bench_local(|| black_box(store.links(entry.id)));
}
