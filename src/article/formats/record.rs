//! From a record's fields to an article.

use memchr::memmem;

use super::corpus::columns::{Columns, ROLES, Role};
use super::dates::iso_date;
use super::drawing::draw_html;
use super::joining::Joined;
use super::language::language_tag;
use crate::article::utf8::Lines;
use crate::article::{Article, Block, BlockKind, Metadata, blocks, web_address};
use crate::text::without_password;

/// What a record holds, by role.
#[derive(Debug, Default)]
pub struct Record {
    /// By the role's number, with how good a column each came from.
    fields: [Option<(usize, String)>; ROLES],
    /// A line after the text.
    end: String,
}

impl Record {
    /// Puts a line of the publisher's after the text.
    pub fn ends_with(&mut self, line: String) {
        self.end = line;
    }

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
            return without_password(own).into_owned();
        }
        let title = self.field(Role::Title).trim();
        let told_by = if title.is_empty() { self.field(Role::Text) } else { title };
        blake3::hash(told_by.as_bytes()).to_hex()[..12].to_owned()
    }

    /// The article; the error says what stands against it.
    pub fn article(&self) -> Result<Article, String> {
        let title = self.one_line(Role::Title);
        let metadata = Metadata {
            byline: self.one_line(Role::Author),
            published: iso_date(self.field(Role::Date)).unwrap_or_default(),
            site: self.one_line(Role::Source),
            language: language_tag(self.field(Role::Language)).unwrap_or_default(),
            url: web_address(self.field(Role::Address)).into_owned(),
        };
        let words = self.field(Role::Text);
        let (body, mut blocks) = if looks_like_html(words) {
            let drawn = draw_html(words, self.field(Role::Address)).map_err(|error| error.to_string())?;
            (drawn.text, drawn.blocks)
        } else {
            plain_body(words)
        };
        if blocks.is_empty() {
            return Err("it has no text".to_owned());
        }
        let mut joined = Joined::default();
        if !title.is_empty() {
            for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Title) {
                block.kind = BlockKind::Heading;
            }
            // Some give the title once more.
            match blocks.first_mut().filter(|first| first.span().of(&body) == title) {
                Some(first) => first.kind = BlockKind::Title,
                None => joined.push(BlockKind::Title, &title),
            }
        }
        joined.append(&body, &blocks);
        joined.push(BlockKind::Notice, self.end.trim());
        let (text, blocks) = joined.finish();
        Ok(Article::drawn(text, blocks, &title, metadata))
    }
}

/// What the column of that name holds, as [`Columns::role`] but with the column that is the text by its length.
pub fn place(columns: &Columns, text: Option<&str>, name: &str) -> Option<(Role, usize)> {
    match text {
        Some(text) if text == name => Some((Role::Text, 0)),
        _ => columns.role(name),
    }
}

/// Tags that running text does not have by chance.
const TAGS: [&str; 12] = [
    "</p>",
    "<p>",
    "<p ",
    "<br>",
    "<br/>",
    "<br />",
    "</div>",
    "</a>",
    "</span>",
    "<img ",
    "</strong>",
    "</li>",
];

/// Whether `words` are plainly HTML.
pub fn looks_like_html(words: &str) -> bool {
    memchr::memchr(b'<', words.as_bytes()).is_some()
        && TAGS.iter().any(|tag| {
            memmem::find(words.as_bytes(), tag.as_bytes()).is_some()
                || memmem::find(words.as_bytes(), tag.to_ascii_uppercase().as_bytes()).is_some()
        })
}

/// The words of a record with `\n` as newlines, and the blocks of them.
fn plain_body(words: &str) -> (String, Vec<Block>) {
    let mut lines = Lines::with_capacity(words.len());
    lines.push(words);
    let text = lines.finish();
    let found = blocks(&text);
    (text, found)
}
