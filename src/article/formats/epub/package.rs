//! A book's package document: what the book is, and which files are its chapters, in order.

use std::collections::{HashMap, HashSet};

use super::archive::Archive;
use crate::article::formats::xml::{self, Malformed, Piece};
use crate::article::read_error::Unreadable;

/// What the package document says.
#[derive(Debug, Default)]
pub struct Package {
    /// The title; may be empty.
    pub title: String,
    /// Who wrote it.
    pub creators: Vec<String>,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub date: String,
    /// In which language.
    pub language: String,
    /// The paths of the chapters in the archive, in reading order.
    pub spine: Vec<String>,
    /// The path of the navigation document (EPUB 3).
    pub navigation: Option<String>,
    /// The path of the table of contents (EPUB 2).
    pub table_of_contents: Option<String>,
}

/// An entry of the manifest.
struct Item {
    path: String,
    kind: String,
    is_navigation: bool,
}

/// The path of the package document; `None` where the archive is no book.
pub fn path(archive: &mut Archive) -> Result<Option<String>, Unreadable> {
    let Some(bytes) = archive.entry("META-INF/container.xml")? else { return Ok(None) };
    let mut path = None;
    xml::walk(&xml::text(&bytes)?, &mut |piece| {
        if let Piece::Start(element) = piece
            && element.name() == "rootfile"
            && path.is_none()
        {
            path = element.attribute("full-path");
        }
    })
    .map_err(|malformed| damaged("container", malformed))?;
    Ok(path)
}

/// The paths of what is encrypted in earnest. Fonts are scrambled by two methods that lock nothing.
pub fn locked(archive: &mut Archive) -> Result<HashSet<String>, Unreadable> {
    const SCRAMBLED: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];
    let mut locked = HashSet::new();
    let Some(bytes) = archive.entry("META-INF/encryption.xml")? else { return Ok(locked) };
    let mut is_scrambled = false;
    xml::walk(&xml::text(&bytes)?, &mut |piece| {
        let Piece::Start(element) = piece else { return };
        match element.name() {
            "EncryptedData" => is_scrambled = false,
            "EncryptionMethod" => {
                is_scrambled |=
                    element.attribute("Algorithm").is_some_and(|name| SCRAMBLED.contains(&name.as_str()));
            }
            "CipherReference" if !is_scrambled => {
                locked.extend(element.attribute("URI").map(|uri| resolved("", &uri)));
            }
            _ => {}
        }
    })
    .map_err(|malformed| damaged("list of what is encrypted", malformed))?;
    Ok(locked)
}

impl Package {
    /// Reads the package document at `path`.
    pub fn read(archive: &mut Archive, path: &str) -> Result<Self, Unreadable> {
        let Some(bytes) = archive.entry(path)? else {
            return Err(Unreadable::Damaged("EPUB book", format!("its package document {path} is missing")));
        };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut package = Package::default();
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut order: Vec<String> = Vec::new();
        let mut contents_id = None;
        let mut field: Option<(String, String)> = None;
        xml::walk(&xml::text(&bytes)?, &mut |piece| match piece {
            Piece::Start(element) => match element.name() {
                name @ ("title" | "creator" | "publisher" | "date" | "language") => {
                    field = Some((name.to_owned(), String::new()));
                }
                "item" => {
                    let attribute = |name| element.attribute(name).unwrap_or_default();
                    let item = Item {
                        path: resolved(folder, &attribute("href")),
                        kind: attribute("media-type"),
                        is_navigation: attribute("properties").split_whitespace().any(|one| one == "nav"),
                    };
                    items.insert(attribute("id"), item);
                }
                "spine" => contents_id = element.attribute("toc"),
                "itemref" => order.extend(element.attribute("idref")),
                _ => {}
            },
            Piece::Words(words) => {
                if let Some((_, value)) = &mut field {
                    value.push_str(&words);
                }
            }
            Piece::End(name) => {
                if let Some((_, value)) = field.take_if(|(field, _)| field == name) {
                    package.set(name, value.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
        })
        .map_err(|malformed| damaged("package document", malformed))?;
        let is_chapter = |item: &&Item| {
            !item.is_navigation && (item.kind.contains("html") || item.kind.contains("x-dtbook"))
        };
        package.spine = order
            .iter()
            .filter_map(|id| items.get(id))
            .filter(is_chapter)
            .map(|item| item.path.clone())
            .collect();
        let mut seen = HashSet::new();
        package.spine.retain(|path| seen.insert(path.clone()));
        package.navigation = items.values().find(|item| item.is_navigation).map(|item| item.path.clone());
        let by_id = contents_id.and_then(|id| items.get(&id));
        let by_kind = || items.values().find(|item| item.kind == "application/x-dtbncx+xml");
        package.table_of_contents = by_id.or_else(by_kind).map(|item| item.path.clone());
        Ok(package)
    }

    fn set(&mut self, name: &str, value: String) {
        let field = match name {
            "title" => &mut self.title,
            "publisher" => &mut self.publisher,
            "date" => &mut self.date,
            "language" => &mut self.language,
            _ => return self.creators.extend((!value.is_empty()).then_some(value)),
        };
        if field.is_empty() {
            *field = value;
        }
    }
}

/// The path in the archive that `href`, in a document in `folder`, names, without its fragment.
pub fn resolved(folder: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    let href = percent_decoded(href);
    let mut parts: Vec<&str> = Vec::new();
    let whole = if href.starts_with('/') { href.clone() } else { format!("{folder}/{href}") };
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decoded(words: &str) -> String {
    let mut bytes = Vec::with_capacity(words.len());
    let mut rest = words.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.first_chunk::<2>().filter(|_| byte == b'%').and_then(|digits| {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            Some((digit(digits[0])? * 16 + digit(digits[1])?) as u8)
        });
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| words.to_owned())
}

fn damaged(what: &str, malformed: Malformed) -> Unreadable {
    Unreadable::Damaged("EPUB book", format!("its {what}: {}", malformed.0))
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn references_become_paths() {
        assert_eq!(resolved("OEBPS", "text/a%20b.xhtml#c"), "OEBPS/text/a b.xhtml");
        assert_eq!(resolved("OEBPS/nav", "../text/%E4%B8%80.xhtml"), "OEBPS/text/一.xhtml");
        assert_eq!(resolved("", "/a/./b"), "a/b");
        assert_eq!(resolved("a", "../../../b%zz"), "b%zz");
    }
}
