//! The elements that are drawn in a way of their own.

use dom_query::NodeRef;

use super::html::{Place, Under, Walk, words_of};
use super::notes::note_mark;
use crate::article::BlockKind;

impl Walk<'_> {
    /// Draws an element whose role is its own.
    pub fn own(&mut self, node: &NodeRef, name: &str, place: Place) {
        match name {
            "a" => self.link(node, place),
            "blockquote" => self.quotation(node, place),
            "br" => self.line_break(place),
            "caption" | "figcaption" => self.alone(node, Place { kind: BlockKind::Caption, ..place }),
            "del" | "s" | "strike" => self.enclosed(node, ["~~", "~~"], place),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.alone(node, Place { kind: BlockKind::Heading, list: 0, ..place })
            }
            "image" | "img" => self.image(node, place),
            "input" => self.check_box(node),
            "li" => self.item(node, place),
            "listing" | "plaintext" | "pre" | "xmp" => self.preformatted(node, place),
            "dir" | "menu" | "ul" => self.list(node, None, place),
            "ol" => self.list(node, Some(integer(node, "start").unwrap_or(1)), place),
            "q" => self.enclosed(node, ["“", "”"], place),
            "rt" => self.reading(&words_of(&node.text())),
            "ruby" => self.ruby(node, place),
            "sub" => self.raised(node, &SUBSCRIPTS, place),
            "sup" => self.raised(node, &SUPERSCRIPTS, place),
            "table" => self.table(node, place),
            _ => self.children(node, place),
        }
    }

    /// Draws what is in `node` as one block, whatever stands in it.
    fn alone(&mut self, node: &NodeRef, place: Place) {
        if self.within_line {
            self.inline.part();
            self.children(node, place);
            self.inline.part();
            return;
        }
        self.boundary(place);
        let line = self.line_of(node, place);
        self.inline.push(&line);
        self.boundary(place);
    }

    fn quotation(&mut self, node: &NodeRef, place: Place) {
        self.boundary(place);
        let quoted = Place { kind: BlockKind::Quotation, quotations: place.quotations + 1, ..place };
        self.children(node, quoted);
        self.boundary(quoted);
    }

    fn line_break(&mut self, place: Place) {
        if self.within_line {
            self.inline.part();
            return;
        }
        // Two breaks in a row are how many sites part paragraphs.
        let is_empty = self.inline.words().trim().is_empty();
        self.flush(place);
        if !is_empty {
            self.under = Under::Break;
        } else if self.under == Under::Break {
            self.under = Under::Blank;
        }
    }

    fn enclosed(&mut self, node: &NodeRef, [open, close]: [&str; 2], place: Place) {
        self.inline.push(open);
        self.children(node, place);
        self.inline.push(close);
    }

    fn item(&mut self, node: &NodeRef, place: Place) {
        self.boundary(place);
        let marker = self.item_marker(node);
        let indentation = place.indentation + marker.chars().count();
        // Before the first item of a list that itself begins an item, both marks stand.
        self.marker.push_str(&marker);
        let kind = if place.kind == BlockKind::Paragraph { BlockKind::ListItem } else { place.kind };
        // There are items outside of any list.
        let place = Place { kind, indentation, ..self.in_list(place) };
        self.children(node, place);
        self.boundary(place);
        self.marker.clear();
    }

    fn list(&mut self, node: &NodeRef, first: Option<i64>, place: Place) {
        self.boundary(place);
        self.numbers.push(first);
        let inner = self.in_list(place);
        self.children(node, inner);
        self.boundary(inner);
        self.numbers.pop();
    }

    /// What stands before an item: its number, or a dash.
    fn item_marker(&mut self, item: &NodeRef) -> String {
        let Some(Some(next)) = self.numbers.last_mut() else { return "- ".to_owned() };
        let number = integer(item, "value").unwrap_or(*next);
        *next = number.saturating_add(1);
        format!("{number}. ")
    }

    fn preformatted(&mut self, node: &NodeRef, place: Place) {
        if self.within_line {
            self.inline.push(&node.text());
            return;
        }
        self.boundary(place);
        let place = Place { kind: BlockKind::Preformatted, list: 0, ..place };
        let mut text = String::new();
        for inner in node.descendants_it() {
            if inner.is_text() {
                text.push_str(&inner.text());
            } else if inner.has_name("br") {
                text.push('\n');
            }
        }
        let mut under = Under::Blank;
        for line in text.lines() {
            if line.trim().is_empty() {
                under = Under::Blank;
                continue;
            }
            self.under = under;
            self.push(place, &line.replace('\t', "    "));
            under = Under::Break;
        }
    }

    fn image(&mut self, node: &NodeRef, place: Place) {
        let attribute = |name: &str| node.attr(name).map(|value| value.trim().to_owned()).unwrap_or_default();
        let alt = words_of(&attribute("alt"));
        let class = attribute("class").to_ascii_lowercase();
        // A character that no font has, or a formula: part of the words around it.
        let stands_for_words = ["gaiji", "emoji", "latex", "math"].iter().any(|word| class.contains(word));
        if stands_for_words || self.within_line {
            let unknown = if class.contains("gaiji") { "〓" } else { "" };
            self.inline.push(if alt.is_empty() { unknown } else { &alt });
            return;
        }
        let is_tiny = ["width", "height"].iter().any(|side| matches!(&*attribute(side), "0" | "1" | "2"));
        let first_of_set =
            |name| attribute(name).split_ascii_whitespace().next().unwrap_or_default().to_owned();
        // Where a picture is loaded late, `src` is a blank one that stands in for it.
        let sources = [
            attribute("data-src"),
            attribute("data-original"),
            attribute("data-lazy-src"),
            attribute("src"),
            first_of_set("data-srcset"),
            first_of_set("srcset"),
        ];
        let source = sources.iter().find(|source| !source.is_empty());
        let Some(source) = source.filter(|_| !is_tiny) else { return };
        let target = self.links.base().whole(source);
        self.flush(place);
        let line = image_line(&alt, &target);
        self.push(Place { kind: BlockKind::Image, ..place }, &line);
    }

    fn check_box(&mut self, node: &NodeRef) {
        if node.attr_or("type", "").eq_ignore_ascii_case("checkbox") {
            self.inline.push(if node.has_attr("checked") { "[x] " } else { "[ ] " });
        }
    }

    fn ruby(&mut self, node: &NodeRef, place: Place) {
        let mut reading = String::new();
        for child in node.children_it(false) {
            if child.has_name("rt") || child.has_name("rtc") {
                reading.push_str(&words_of(&child.text()));
            } else if !child.has_name("rp") && (child.is_element() || child.is_nonempty_text()) {
                self.reading(&std::mem::take(&mut reading));
                self.node(&child, place);
            }
        }
        self.reading(&reading);
    }

    fn reading(&mut self, reading: &str) {
        if !reading.is_empty() {
            self.inline.push("（");
            self.inline.push(reading);
            self.inline.push("）");
        }
    }

    /// Raised or lowered characters, as such where Unicode has all of them.
    fn raised(&mut self, node: &NodeRef, table: &[(char, char)], place: Place) {
        // A note's label is its mark already.
        if node.has_class("footnote-definition-label")
            && node.parent().is_some_and(|note| self.notes.mark(&note).is_some())
        {
            return;
        }
        let mark = self.inline.mark();
        self.children(node, place);
        // What stands apart in it is no digit.
        let words = self.inline.since(mark).unwrap_or_default();
        let raise = |plain: char| table.iter().find(|(from, _)| *from == plain).map(|&(_, to)| to);
        if let Some(raised) = words.chars().map(raise).collect::<Option<String>>() {
            self.inline.replace(mark, &raised);
        }
    }

    fn link(&mut self, node: &NodeRef, place: Place) {
        let href = node.attr_or("href", "");
        if let Some(mark) = note_mark(node) {
            self.inline.push(&mark);
            return;
        }
        if self.notes.leads_back(node) {
            return;
        }
        let start = self.inline.mark();
        self.children(node, place);
        // A link around whole blocks has no words that could stand for it.
        self.links.add(self.inline.since(start).unwrap_or_default(), &href);
    }
}

/// The line that stands for an image, as plain text has it: nothing in it ends it early.
fn image_line(alt: &str, target: &str) -> String {
    let alt = alt.replace("](", "] (");
    let mut line = format!("![{alt}](");
    for character in target.chars() {
        match character {
            '(' => line.push_str("%28"),
            ')' => line.push_str("%29"),
            character if character.is_whitespace() || character.is_control() => line.push_str("%20"),
            character => line.push(character),
        }
    }
    line.push(')');
    line
}

fn integer(node: &NodeRef, attribute: &str) -> Option<i64> {
    node.attr(attribute).and_then(|value| value.trim().parse().ok())
}

const SUPERSCRIPTS: [(char, char); 15] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
];

const SUBSCRIPTS: [(char, char); 13] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
];
