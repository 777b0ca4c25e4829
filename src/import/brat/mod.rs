//! brat standoff: a folder of `NAME.ann` with their `NAME.txt`, or one such file; this program's exports and others'.
//!
//! Rules: brat's description of its standoff format, and what `export --format brat` adds: comments of the types `Source`,
//! `Reader`, `Created`, `Modified` and `Id`, and escapes in comments. A document is this program's where a comment `Id`
//! says so; elsewhere comments are taken as they stand. Lines `T` become annotations, `A` and `M` their attributes,
//! `R` and `*` (equivalence) links. Events and normalizations have no place here. Memory holds one document.

mod document;
mod line;
mod names;

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use self::document::Document;
use self::names::Names;
use super::text::FileText;
use super::{Format, Item, KeptOut, Opened, Reason, Sink};
use crate::article::LARGEST_FILE;
use crate::regular_file;

pub(super) const FORMAT: Format = Format {
    name: "brat",
    description: "brat's standoff: a folder, or FILE.ann with its FILE.txt",
    extensions: &["ann"],
    in_folder: ".ann",
    counts: "line",
    looks_like,
    read,
};

fn looks_like(beginning: &[u8]) -> bool {
    let mut fields =
        beginning.split(|&byte| byte == b'\n').next().unwrap_or_default().split(|&byte| byte == b'\t');
    let name = fields.next().unwrap_or_default();
    let is_name = match name.split_first() {
        Some((b'*', rest)) => rest.is_empty(),
        Some((b'T' | b'R' | b'E' | b'A' | b'M' | b'N' | b'#', rest)) => {
            !rest.is_empty() && rest.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    };
    is_name && fields.next().is_some_and(|field| field.contains(&b' '))
}

fn read(opened: &mut Opened, sink: Sink<'_>) -> io::Result<()> {
    if opened.path.is_dir() {
        let names = Names::beside(&opened.path.join("visual.conf"))?;
        for path in annotation_files(&opened.path)? {
            let file = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
            let text = text_beside(&path);
            let bytes = match read_file(&path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    if sink(unreadable(file, &error)).is_break() {
                        break;
                    }
                    continue;
                }
            };
            if read_one(&bytes, text, &names, file, sink).is_break() {
                break;
            }
        }
        return Ok(());
    }
    let mut bytes = Vec::new();
    opened.input.read_to_end(&mut bytes)?;
    let (names, text) = match opened.path == Path::new("-") {
        true => (Names::default(), Text::None),
        false => (Names::beside(&opened.path)?, text_beside(&opened.path)),
    };
    let _ = read_one(&bytes, text, &names, "", sink);
    Ok(())
}

/// What lies beside a file of annotations.
enum Text {
    /// No text.
    None,
    /// What is no text that brat writes, and why.
    Damaged(String),
    /// The text that they are about.
    Whole(FileText),
}

/// The folder's files of annotations, in the order of their names.
fn annotation_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.retain(|path| path.extension() == Some(OsStr::new("ann")));
    files.sort();
    Ok(files)
}

fn text_beside(path: &Path) -> Text {
    let bytes = match read_file(&path.with_extension("txt")) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Text::None,
        Err(error) => return Text::Damaged(format!("the text beside it cannot be read: {error}")),
    };
    match String::from_utf8(bytes) {
        Ok(text) => Text::Whole(FileText::new(text)),
        Err(_) => Text::Damaged("the text beside it is not UTF-8, which brat writes".to_owned()),
    }
}

fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    regular_file::read(path, LARGEST_FILE)
}

fn unreadable(file: &str, error: &io::Error) -> Result<Item, KeptOut> {
    let reason = Reason::NoAnnotation(format!("the file cannot be read: {error}"));
    Err(KeptOut { file: file.to_owned(), line: 1, quote: String::new(), reason })
}

fn read_one(bytes: &[u8], text: Text, names: &Names, file: &str, sink: Sink<'_>) -> ControlFlow<()> {
    let damaged = |line, why: &str| {
        let reason = Reason::NoAnnotation(why.to_owned());
        Err(KeptOut { file: file.to_owned(), line, quote: String::new(), reason })
    };
    let text = match text {
        Text::Damaged(why) => return sink(damaged(1, &why)),
        Text::None => None,
        Text::Whole(text) => Some(text),
    };
    let Ok(lines) = std::str::from_utf8(bytes) else {
        return sink(damaged(1, "the file is not UTF-8, which brat writes"));
    };
    if let Some(text) = &text {
        sink(Ok(Item::Article(text.article("", ""))))?;
    }
    let mut document = Document::default();
    for (line, words) in lines.split('\n').enumerate() {
        if let Err(why) = document.read(line + 1, words.strip_suffix('\r').unwrap_or(words)) {
            sink(damaged(line + 1, why))?;
        }
    }
    document.into_items(text, names, file).into_iter().try_for_each(sink)
}

#[cfg(test)]
mod tests;
