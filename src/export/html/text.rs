//! An article's text: its blocks one under the other, in each the passages that are tagged, and beside it the notes on
//! those that begin in it.
//!
//! A passage is one or more `mark` elements with its number, one within the other where annotations lie over one another.
//! A sign stands where it begins and where it ends; what a screen reader says there is written out and not drawn.

use std::io::{self, Write};

use crate::article::{Article, Block, BlockKind, Script, image_alt};
use crate::export::Passage;
use crate::library::Marked;
use crate::text::Span;

use super::escape::Escaped;
use super::index::{Index, Reference};
use super::labels::Labels;
use super::note;
use super::pieces::{Piece, Pieces, lanes};

/// The deepest lane for lines under passages that is drawn by itself.
const DEEPEST: usize = 3;

/// One article as it is being written.
pub(super) struct Page<'a> {
    pub(super) labels: &'a Labels,
    pub(super) index: &'a Index,
    pub(super) marked: Marked<'a>,
    pub(super) passages: Vec<Passage<'a>>,
    /// The numbers of the passages.
    pub(super) references: Vec<Reference>,
}

impl Page<'_> {
    /// Writes the blocks of `article`. The title's heading is named `t` and the article's `number`.
    pub(super) fn write(&self, out: &mut dyn Write, article: &Article, number: usize) -> io::Result<()> {
        let title = article.blocks.iter().position(|block| block.kind == BlockKind::Title);
        if title.is_none() {
            let title = Escaped(&self.marked.article.title);
            writeln!(out, "<h2 id=\"t{number}\"{}>{title}</h2>", Language(self.marked.article.script))?;
        }
        let spans: Vec<Span> = self.marked.annotations.iter().map(|stored| stored.annotation.span).collect();
        if article.blocks.is_empty() {
            return self.write_blank(out);
        }
        let lanes = lanes(&spans);
        let blocks: Vec<Span> = article.blocks.iter().map(Block::span).collect();
        let mut pieces = Pieces::new(&blocks, &spans);
        let mut in_list = false;
        for (place, block) in article.blocks.iter().enumerate() {
            let is_item = block.kind == BlockKind::ListItem;
            if is_item != std::mem::replace(&mut in_list, is_item) {
                out.write_all(if is_item { b"<ul>\n" } else { b"</ul>\n" })?;
            }
            let row = if is_item { "li" } else { "div" };
            let (pieces, begun) = pieces.of(place);
            let follows = article.blocks.get(place + 1).is_some_and(|next| article.follows(block, next));
            write!(out, "<{row} class=\"row{}\">", if follows { " close" } else { "" })?;
            let [open, close] = element(block, (title == Some(place)).then_some(number));
            write!(out, "<{open}{}>", Language(self.marked.article.script))?;
            self.write_pieces(out, block, &pieces, &lanes)?;
            write!(out, "</{close}>")?;
            note::write_all(out, self, &begun)?;
            writeln!(out, "</{row}>")?;
        }
        if in_list {
            out.write_all(b"</ul>\n")?;
        }
        Ok(())
    }

    /// A text of blanks alone: where its passages would stand, and the notes on them.
    fn write_blank(&self, out: &mut dyn Write) -> io::Result<()> {
        let places: Vec<usize> = (0..self.references.len()).collect();
        write!(out, "<div class=\"row\"><p>")?;
        for &place in &places {
            self.write_sign(out, place, true)?;
            self.write_sign(out, place, false)?;
        }
        write!(out, "</p>")?;
        note::write_all(out, self, &places)?;
        writeln!(out, "</div>")
    }

    fn write_pieces(
        &self,
        out: &mut dyn Write,
        block: &Block,
        pieces: &[Piece],
        lanes: &[usize],
    ) -> io::Result<()> {
        let text = self.marked.article.text.as_str();
        // A tagged image shows its line as it is written, so that the passage stands there whole.
        if block.kind == BlockKind::Image && matches!(pieces, [Piece::Words(_, over)] if over.is_empty()) {
            let alt = image_alt(block.span().of(text));
            return if alt.is_empty() {
                write!(out, "[image]")
            } else {
                write!(out, "[image: {}]", Escaped(alt))
            };
        }
        for piece in pieces {
            match piece {
                Piece::Begin(place) => self.write_sign(out, *place, true)?,
                Piece::End(place) => self.write_sign(out, *place, false)?,
                Piece::Words(span, over) => {
                    for &place in over {
                        let Reference { number, label } = self.references[place];
                        let (class, lane) = (&self.labels.get(label).class, lanes[place].min(DEEPEST));
                        write!(out, "<mark class=\"{class} n{lane}\" data-n=\"{number}\">")?;
                    }
                    write!(out, "{}", Escaped(span.of(text)))?;
                    over.iter().try_for_each(|_| out.write_all(b"</mark>"))?;
                }
            }
        }
        Ok(())
    }

    fn write_sign(&self, out: &mut dyn Write, place: usize, begins: bool) -> io::Result<()> {
        let Reference { number, label } = self.references[place];
        let label = self.labels.get(label);
        let (class, sign, name) = (&label.class, Sign(label.sign), Escaped(&label.name));
        if begins {
            write!(
                out,
                "<a class=\"begin {class}\" id=\"m{number}\" href=\"#n{number}\" lang=\"en\"><span class=\"said\"> \
                 {name} {number} begins </span><span aria-hidden=\"true\">{sign}{number}</span></a>"
            )
        } else {
            write!(
                out,
                "<span class=\"end {class}\" lang=\"en\"><span class=\"said\"> {name} {number} ends \
                 </span><span aria-hidden=\"true\">{sign}{number}</span></span>"
            )
        }
    }
}

/// A label's sign, escaped.
pub(super) struct Sign(pub(super) char);

impl std::fmt::Display for Sign {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", Escaped(self.0.encode_utf8(&mut [0; 4])))
    }
}

/// The attribute that names a script's language; none where that is not known.
pub(super) struct Language(pub(super) Script);

impl std::fmt::Display for Language {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Script::Other => Ok(()),
            known => write!(out, " lang=\"{}\"", known.language_tag()),
        }
    }
}

/// What a block's element opens with, and its name. `number` is that of the article whose title it is.
fn element(block: &Block, number: Option<usize>) -> [String; 2] {
    let (name, class) = match block.kind {
        BlockKind::Title => ("h2", ""),
        BlockKind::Heading => ("h3", ""),
        BlockKind::Byline => ("p", "byline"),
        BlockKind::Paragraph | BlockKind::ListItem => ("p", ""),
        BlockKind::Footnote => ("p", "footnote"),
        BlockKind::TableRow | BlockKind::Preformatted => ("p", "preformatted"),
        BlockKind::Quotation => ("blockquote", ""),
        BlockKind::Image => ("p", "image"),
        BlockKind::Caption => ("p", "caption"),
        BlockKind::Notice => ("p", "notice"),
    };
    let id = number.map_or(String::new(), |number| format!(" id=\"t{number}\""));
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    [format!("{name}{id}{class}"), name.to_owned()]
}
