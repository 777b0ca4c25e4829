//! From a tree of HTML to blocks.
//!
//! One walk over the tree: words gather in a line of inline text until an element that stands apart begins or ends, and
//! are then a block whose kind the elements around it gave. The elements that need more than that are in `elements`,
//! `grid`, `notes` and `links`.

use dom_query::{NodeData, NodeRef};

use super::addresses::Base;
use super::builder::Drawing;
use super::inline::Inline;
use super::links::Links;
use super::notes::Notes;
use super::parsing::{Unparsable, parse};
use super::tags::{Role, role};
use crate::article::{Block, BlockKind};

/// What was drawn out of a piece of HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::article) struct Drawn {
    /// The text.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// Draws the whole of `html`, a page or a part of one. Relative addresses in it are understood from `base_uri`, which is
/// empty where it is not known.
///
/// # Errors
///
/// When it is larger or more intricate than any page for reading.
pub(in crate::article) fn draw_html(html: &str, base_uri: &str) -> Result<Drawn, Unparsable> {
    let document = parse(html)?;
    let mut drawing = Drawing::default();
    drawing.page(&document.root(), base_uri);
    let (text, blocks) = drawing.finish();
    Ok(Drawn { text, blocks })
}

/// `text` as a browser sets it on one line.
pub(in crate::article) fn words_of(text: &str) -> String {
    let mut inline = Inline::default();
    inline.push(text);
    inline.take().trim().to_owned()
}

impl Drawing {
    /// Adds what is in `node`, a part of a page; addresses in it are understood from `base_uri`, or from where the page
    /// says. Links that lead to other sites are named after it.
    pub fn page(&mut self, node: &NodeRef, base_uri: &str) {
        let mut base = Base::new(base_uri);
        if let Some(href) = node.tree.base_uri() {
            base = base.joined(&href);
        }
        let mut walk = Walk {
            drawing: self,
            notes: Notes::of(node),
            links: Links::new(base),
            inline: Inline::default(),
            marker: String::new(),
            under: Under::Blank,
            lists: 0,
            numbers: Vec::new(),
            within_line: false,
        };
        walk.children(node, Place::default());
        walk.flush(Place::default());
        walk.write_links();
    }
}

/// What the elements around a block make of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its kind.
    pub kind: BlockKind,
    /// How many quotations it stands in.
    pub quotations: usize,
    /// The cells before its first word, where it stands in a list.
    pub indentation: usize,
    /// The number of the outermost list that it stands in; 0 for none.
    pub list: usize,
}

impl Default for Place {
    fn default() -> Self {
        Self { kind: BlockKind::Paragraph, quotations: 0, indentation: 0, list: 0 }
    }
}

/// What the next block stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Under {
    /// A blank line.
    Blank,
    /// The line before, which a line break ended.
    Break,
    /// The blocks before, if they are of the same list, of this number.
    List(usize),
}

/// The walk over a page.
pub(super) struct Walk<'a> {
    pub drawing: &'a mut Drawing,
    pub notes: Notes,
    pub links: Links,
    pub inline: Inline,
    /// What comes before the next block: an item's number, a note's mark.
    pub marker: String,
    pub under: Under,
    /// How many lists there were outside of other lists.
    pub lists: usize,
    /// The number of the next item in each list that is open; None in those without numbers.
    pub numbers: Vec<Option<i64>>,
    /// Whether all that comes stands on one line, whatever it is: in a heading, in a cell of a table.
    pub within_line: bool,
}

/// The notes to a text, as if they were a list.
const NOTES: usize = usize::MAX;

/// More blanks than this are no indentation that anybody reads.
const DEEPEST_INDENTATION: usize = 16;

/// More marks of quotation than this tell nothing.
const DEEPEST_QUOTATION: usize = 4;

impl Walk<'_> {
    pub fn children(&mut self, node: &NodeRef, place: Place) {
        for child in node.children_it(false) {
            self.node(&child, place);
        }
    }

    pub fn node(&mut self, node: &NodeRef, place: Place) {
        let inline = &mut self.inline;
        node.query(|node| {
            if let NodeData::Text { contents } = &node.data {
                inline.push(contents);
            }
        });
        let Some(name) = node.qual_name_ref().map(|name| name.local.clone()) else {
            // A document or a fragment.
            return self.children(node, place);
        };
        let role = role(&name);
        if role == Role::Unread || is_hidden(node) {
            return;
        }
        if let Some(mark) = self.notes.mark(node).map(str::to_owned) {
            return self.note(node, &mark, place);
        }
        match role {
            Role::Unread => {}
            Role::Inline => self.children(node, place),
            Role::Block => self.block(node, &name, place),
            Role::Own => self.own(node, &name, place),
        }
    }

    fn block(&mut self, node: &NodeRef, name: &str, place: Place) {
        self.boundary(place);
        let place = match name {
            "dl" => self.in_list(place),
            "dt" => Place { kind: BlockKind::ListItem, ..place },
            "dd" => Place { kind: BlockKind::ListItem, indentation: place.indentation + 2, ..place },
            _ => place,
        };
        self.children(node, place);
        self.boundary(place);
    }

    /// Ends what stands before or in an element that stands apart.
    pub fn boundary(&mut self, place: Place) {
        if self.within_line {
            self.inline.part();
            return;
        }
        self.flush(place);
        if self.under == Under::Break {
            self.under = if place.list == 0 { Under::Blank } else { Under::List(place.list) };
        }
    }

    /// The place of what is in a list that stands at `place`.
    pub fn in_list(&mut self, place: Place) -> Place {
        if place.list != 0 {
            return place;
        }
        self.lists += 1;
        Place { list: self.lists, ..place }
    }

    /// Makes a block of the words that have gathered.
    pub fn flush(&mut self, place: Place) {
        let words = self.inline.take();
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let mut marker = std::mem::take(&mut self.marker);
        // Some notes say their mark themselves.
        if place.kind == BlockKind::Footnote && words.starts_with(marker.trim()) {
            marker.clear();
        }
        let marks = marker.chars().count();
        let blanks = place.indentation.saturating_sub(marks).min(DEEPEST_INDENTATION);
        let quoted = "> ".repeat(place.quotations.min(DEEPEST_QUOTATION));
        let line = format!("{}{marker}{quoted}{words}", " ".repeat(blanks));
        self.push(place, &line);
    }

    /// Adds a block where it belongs.
    pub fn push(&mut self, place: Place, line: &str) {
        let follows = match self.under {
            Under::Blank => false,
            Under::Break => true,
            Under::List(list) => list == place.list,
        };
        if follows {
            self.drawing.push_under(place.kind, line);
        } else {
            self.drawing.push(place.kind, line);
        }
        self.under = if place.list == 0 { Under::Blank } else { Under::List(place.list) };
    }

    /// The words in `node` on one line.
    pub fn line_of(&mut self, node: &NodeRef, place: Place) -> String {
        let before = (std::mem::take(&mut self.inline), std::mem::replace(&mut self.within_line, true));
        self.children(node, place);
        let line = self.inline.take().trim().to_owned();
        (self.inline, self.within_line) = before;
        line
    }

    /// Draws `node` as a note to the text that bears `mark`.
    fn note(&mut self, node: &NodeRef, mark: &str, place: Place) {
        self.boundary(place);
        let place = Place { kind: BlockKind::Footnote, indentation: 0, list: NOTES, ..place };
        self.marker = if mark.is_empty() { String::new() } else { format!("{mark} ") };
        self.children(node, place);
        self.boundary(place);
        self.marker.clear();
    }
}

/// Classes of what is there for writers or machines.
const UNREAD: [&str; 2] = ["mw-editsection", "noprint"];

/// Whether an element says that it is not to be seen.
pub(in crate::article) fn is_hidden(node: &NodeRef) -> bool {
    let Some(element) = node.element_ref() else { return false };
    element.attrs.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => true,
        "class" => {
            UNREAD.iter().any(|class| attribute.value.split_ascii_whitespace().any(|own| own == *class))
        }
        "aria-hidden" => attribute.value.eq_ignore_ascii_case("true"),
        "style" => {
            let style: String = attribute.value.split_ascii_whitespace().collect();
            let style = style.to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    })
}
