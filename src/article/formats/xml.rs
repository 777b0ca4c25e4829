//! XML as a run of elements and words: nothing is loaded, no entity of the document's own is expanded, and depth is
//! bounded.

use std::borrow::Cow;

use encoding_rs::Encoding;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape};

use crate::article::decode::{decode, decode_with};
use crate::article::read_error::Unreadable;

/// Elements may be nested this deep.
const DEEPEST: usize = 256;

/// How far into a document its declaration is looked for, in bytes.
const DECLARATION: usize = 256;

/// What is not well-formed, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed(pub String);

/// An element as it begins.
pub struct Element<'a>(&'a BytesStart<'a>);

impl Element<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of the attribute of that name, with or without a prefix as `name` has it.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
        let value = attributes.find_map(|attribute| {
            let key = attribute.key.into_inner();
            (key == name || key.rsplit(':').next() == Some(name)).then_some(attribute.value)
        })?;
        Some(unescape_with(&value, resolve_html5_entity).map(Cow::into_owned).unwrap_or(value.into_owned()))
    }
}

/// What comes next in a document.
pub enum Piece<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// Words, entities resolved.
    Words(Cow<'a, str>),
    /// An element of that name, without a prefix, ends.
    End(&'a str),
}

/// Gives all of `xml` to `each`, piece by piece.
///
/// # Errors
///
/// Where it is not well-formed, or nested too deep. The pieces before were given.
pub fn walk(xml: &str, each: &mut dyn FnMut(Piece)) -> Result<(), Malformed> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|error| Malformed(error.to_string()))? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Malformed(format!("its elements are nested more than {DEEPEST} deep")));
                }
                each(Piece::Start(Element(&start)));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                each(Piece::End(end.local_name().into_inner()));
            }
            Event::Text(text) => each(Piece::Words(Cow::Borrowed(&text))),
            Event::CData(text) => each(Piece::Words(Cow::Borrowed(&text))),
            Event::GeneralRef(reference) => {
                if let Ok(Some(character)) = reference.resolve_char_ref() {
                    each(Piece::Words(Cow::Owned(character.to_string())));
                } else if let Some(words) = escape::resolve_html5_entity(&reference) {
                    each(Piece::Words(Cow::Borrowed(words)));
                }
            }
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(Malformed("it breaks off".to_owned())),
            _ => {}
        }
    }
}

/// The name of the document's element, without a prefix, where `beginning` reaches it.
pub fn root_name(beginning: &str) -> Option<String> {
    let mut reader = Reader::from_str(beginning);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                return Some(start.local_name().into_inner().to_owned());
            }
            Event::Text(words) if words.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') => {}
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
            _ => return None,
        }
    }
}

/// The document as text, in whatever encoding it says it is, without its declaration.
///
/// # Errors
///
/// When it is no text.
pub fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let text = match declared_encoding(bytes) {
        Some(encoding) => decode_with(encoding, bytes).0,
        None => decode(bytes)?.text,
    };
    let begun = text.trim_start_matches(['\u{FEFF}', ' ', '\n', '\t']);
    Ok(match begun.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest.to_owned(),
        None if begun.len() == text.len() => text,
        None => begun.to_owned(),
    })
}

/// The encoding that the declaration names, where it is another than UTF-8.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION)];
    if !head.starts_with(b"<?xml") {
        return None;
    }
    let head = String::from_utf8_lossy(head);
    let declaration = head.split_once("?>")?.0;
    let (_, label) = declaration.split_once("encoding")?;
    let label = label.trim_start().strip_prefix('=')?.trim_start();
    let label = label.split(['"', '\'']).nth(1)?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A declaration that can be read so is not in UTF-16, whatever it says.
    (encoding.is_ascii_compatible() && encoding != encoding_rs::UTF_8).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    fn words_of(xml: &str) -> Result<String, Malformed> {
        let mut words = String::new();
        walk(xml, &mut |piece| {
            if let Piece::Words(more) = piece {
                words.push_str(&more);
            }
        })?;
        Ok(words)
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(words_of("<a>甲&amp;&#20057;&nbsp;<![CDATA[<丙>]]><b/></a>").unwrap(), "甲&乙\u{a0}<丙>");
    }

    #[test]
    fn entities_of_its_own_are_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"水水水水\"><!ENTITY y \"&x;&x;&x;&x;\">]><a>字&y;</a>";
        assert_eq!(words_of(bomb).unwrap(), "字");
    }

    #[test]
    fn what_is_too_deep_or_broken_is_said() {
        let deep = format!("{}字{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert!(words_of(&deep).unwrap_err().0.contains("nested"));
        assert_eq!(words_of("<a><b>字").unwrap_err().0, "it breaks off");
    }

    #[test]
    fn declared_encodings_are_heeded() {
        let xml = "<?xml version='1.0' encoding=\"gb2312\"?>\n<a>村里的小学</a>";
        assert_eq!(text(&GB18030.encode(xml).0).unwrap(), "\n<a>村里的小学</a>");
        assert_eq!(text("\u{FEFF}<?xml version=\"1.0\"?><a>字</a>".as_bytes()).unwrap(), "<a>字</a>");
    }

    #[test]
    fn the_root_is_found_behind_what_comes_before() {
        assert_eq!(
            root_name("<?xml version='1.0'?>\n<!-- 註 --><!DOCTYPE x><x:rss a='1'>").as_deref(),
            Some("rss")
        );
        assert_eq!(root_name("字<a>"), None);
        assert_eq!(root_name("a < b"), None);
    }
}
