//! From a record's fields to an article.

use crate::article::formats::dates::iso_date;
use crate::article::formats::language::language_tag;
use crate::article::utf8::Lines;
use crate::article::{Article, Block, BlockKind, Metadata, blocks};
use crate::text::Span;

use super::columns::{Columns, ROLES, Role};

/// What a record holds, by role.
#[derive(Debug, Default)]
pub struct Record {
    /// By the role's number, with how good a column each came from.
    fields: [Option<(usize, String)>; ROLES],
}

impl Record {
    /// Takes a field, where it holds something and no better column for the same was there.
    pub fn take(&mut self, (role, rank): (Role, usize), value: String) {
        let field = &mut self.fields[role as usize];
        if !value.trim().is_empty() && field.as_ref().is_none_or(|(other, _)| rank < *other) {
            *field = Some((rank, value));
        }
    }

    /// Takes a field by its column's name. `text` names the column that holds texts though its name does not say so.
    pub fn take_named(&mut self, columns: &Columns, text: Option<&str>, name: &str, value: String) {
        if let Some(place) = place(columns, text, name) {
            self.take(place, value);
        }
    }

    /// What the record has in that role; empty where it has nothing.
    pub fn field(&self, role: Role) -> &str {
        self.fields[role as usize].as_ref().map_or("", |(_, value)| value.as_str())
    }

    fn one_line(&self, role: Role) -> String {
        self.field(role).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What tells the record from others for good: its id, its address, its title, or else its words. Its number would
    /// not do: where a record is put in before it, its annotations would go over to another article.
    pub fn fragment(&self) -> String {
        let own = [Role::Id, Role::Address].map(|role| self.field(role).trim());
        if let Some(own) = own.into_iter().find(|own| !own.is_empty()) {
            return own.to_owned();
        }
        let title = self.field(Role::Title).trim();
        let told_by = if title.is_empty() { self.field(Role::Text) } else { title };
        blake3::hash(told_by.as_bytes()).to_hex()[..12].to_owned()
    }

    /// The article; `None` where there is no text.
    pub fn article(&self) -> Option<Article> {
        let title = self.one_line(Role::Title);
        let metadata = Metadata {
            byline: self.one_line(Role::Author),
            published: iso_date(self.field(Role::Date)).unwrap_or_default(),
            site: self.one_line(Role::Source),
            language: language_tag(self.field(Role::Language)).unwrap_or_default(),
        };
        let words = self.field(Role::Text);
        let (body, body_blocks) = plain_body(words);
        if body_blocks.is_empty() {
            return None;
        }
        let (text, blocks) = under_title(&title, body, body_blocks);
        Some(Article::drawn(text, blocks, &title, metadata))
    }
}

/// What the column of that name holds, as [`Columns::role`] but with the column that is the text by its length.
pub fn place(columns: &Columns, text: Option<&str>, name: &str) -> Option<(Role, usize)> {
    match text {
        Some(text) if text == name => Some((Role::Text, 0)),
        _ => columns.role(name),
    }
}

/// The words of a record with `\n` as newlines, and the blocks of them.
fn plain_body(words: &str) -> (String, Vec<Block>) {
    let mut lines = Lines::with_capacity(words.len());
    lines.push(words);
    let text = lines.finish();
    let found = blocks(&text);
    (text, found)
}

/// The body under its title, unless it begins with that itself.
fn under_title(title: &str, body: String, mut blocks: Vec<Block>) -> (String, Vec<Block>) {
    let begins_with_it = blocks.first().is_some_and(|first| first.span().of(&body) == title);
    if title.is_empty() {
        return (body, blocks);
    }
    for block in &mut blocks {
        if block.kind == BlockKind::Title {
            block.kind = BlockKind::Heading;
        }
    }
    if begins_with_it {
        blocks[0].kind = BlockKind::Title;
        return (body, blocks);
    }
    let shift = title.len() + 2;
    let text = format!("{title}\n\n{body}");
    let mut all = Vec::with_capacity(blocks.len() + 1);
    all.push(Block::new(BlockKind::Title, Span::new(0, title.len())));
    all.extend(blocks.into_iter().map(|block| {
        let span = block.span();
        let mut moved = Block::new(block.kind, Span::new(span.start + shift, span.end + shift));
        moved.repeated = block.repeated;
        moved
    }));
    (text, all)
}
