//! Rows out of pages: cells, what overflows them, and the values of a record.

use std::collections::HashSet;

use rusqlite::types::Value;

use super::pages::{Pages, long, short};

/// A row as it was found.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) rowid: i64,
    pub(super) values: Vec<Value>,
    /// Whether all of it was there; its last value is cut short where not.
    pub(super) whole: bool,
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageKind {
    TableLeaf,
    TableInner,
    IndexLeaf,
    IndexInner,
}

/// Where a page's own head begins: the first page has the file's before it.
pub(super) fn head_at(number: u32) -> usize {
    if number == 1 { 100 } else { 0 }
}

pub(super) fn kind(page: &[u8], number: u32) -> Option<PageKind> {
    match page.get(head_at(number))? {
        13 => Some(PageKind::TableLeaf),
        5 => Some(PageKind::TableInner),
        10 => Some(PageKind::IndexLeaf),
        2 => Some(PageKind::IndexInner),
        _ => None,
    }
}

/// Where the cells of a page begin, as far as they lie in it.
fn cells(page: &[u8], number: u32, kind: PageKind) -> Vec<usize> {
    let head = head_at(number);
    let inner = matches!(kind, PageKind::TableInner | PageKind::IndexInner);
    let first = head + if inner { 12 } else { 8 };
    let count = usize::from(short(page, head + 3)).min(page.len() / 4);
    let places = (0..count).map(|cell| usize::from(short(page, first + 2 * cell)));
    places.collect()
}

/// The pages below an inner page.
pub(super) fn children(page: &[u8], number: u32, kind: PageKind) -> Vec<u32> {
    let mut children: Vec<u32> = cells(page, number, kind).into_iter().map(|at| long(page, at)).collect();
    children.push(long(page, head_at(number) + 8));
    children
}

/// The rows of a page, and how many of its cells hold none that can be read.
pub(super) fn rows(pages: &mut Pages, page: &[u8], number: u32, kind: PageKind) -> (Vec<Row>, usize) {
    let mut found = Vec::new();
    let mut lost = 0;
    for at in cells(page, number, kind) {
        match row(pages, page, at, kind) {
            Some(row) => found.push(row),
            None => lost += 1,
        }
    }
    (found, lost)
}

fn row(pages: &mut Pages, page: &[u8], at: usize, kind: PageKind) -> Option<Row> {
    let mut at = if kind == PageKind::IndexInner { at + 4 } else { at };
    let is_table = kind == PageKind::TableLeaf;
    let length = usize::try_from(varint(page, &mut at)?).ok()?;
    let rowid = if is_table { varint(page, &mut at)? } else { 0 };
    if length > pages.size.checked_mul(pages.count as usize)? || length < 2 {
        return None;
    }
    let usable = pages.size;
    let most = if is_table { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
    let local = if length <= most {
        length
    } else {
        let least = (usable - 12) * 32 / 255 - 23;
        let fitting = least + (length - least) % (usable - 4);
        if fitting <= most { fitting } else { least }
    };
    let mut payload = page.get(at..at + local)?.to_vec();
    if local < length {
        overflow(pages, long(page, at + local), length, &mut payload);
    }
    let whole = payload.len() == length;
    Some(Row { rowid, values: values(&payload, length)?, whole })
}

/// Follows the chain of pages that a long row goes on in, as far as it leads.
fn overflow(pages: &mut Pages, first: u32, length: usize, payload: &mut Vec<u8>) {
    let mut next = first;
    let mut seen = HashSet::new();
    while payload.len() < length && (2..=pages.count).contains(&next) && seen.insert(next) {
        let Ok(page) = pages.read(next) else { return };
        let following = long(&page, 0);
        // A page of a table has a head of its own there, and a chain never leads beyond the file.
        if following > pages.count {
            return;
        }
        let wanted = (length - payload.len()).min(page.len() - 4);
        payload.extend_from_slice(&page[4..4 + wanted]);
        next = following;
    }
}

/// The values of a record of `length` bytes, of which the first are there.
fn values(payload: &[u8], length: usize) -> Option<Vec<Value>> {
    let mut at = 0;
    let head = usize::try_from(varint(payload, &mut at)?).ok()?;
    if head > payload.len() || head < at {
        return None;
    }
    let mut body = head;
    let mut values = Vec::new();
    while at < head {
        let kind = varint(payload, &mut at)?;
        let bytes = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            12.. => usize::try_from((kind - 12) / 2).ok()?,
            _ => return None,
        };
        let end = body.checked_add(bytes).filter(|&end| end <= length)?;
        let there = payload.get(body.min(payload.len())..end.min(payload.len()))?;
        values.push(match kind {
            0 => Value::Null,
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            12.. if kind % 2 == 0 => Value::Blob(there.to_vec()),
            12.. => Value::Text(String::from_utf8_lossy(there).into_owned()),
            _ if there.len() < bytes => Value::Null,
            7 => Value::Real(f64::from_be_bytes(there.try_into().ok()?)),
            _ => Value::Integer(integer(there)),
        });
        body = end;
    }
    // A record is as long as its values: what is not, is none.
    (at == head && body == length).then_some(values)
}

fn integer(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|&first| first >= 0x80);
    bytes.iter().fold(if negative { -1 } else { 0 }, |value, &byte| (value << 8) | i64::from(byte))
}

/// SQLite's number of one to nine bytes.
fn varint(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let mut value: u64 = 0;
    for place in 0..9 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        if place == 8 {
            value = (value << 8) | u64::from(byte);
            break;
        }
        value = (value << 7) | u64::from(byte & 0x7f);
        if byte < 0x80 {
            break;
        }
    }
    Some(value.cast_signed())
}
