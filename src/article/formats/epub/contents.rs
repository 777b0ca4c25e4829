//! A book's table of contents, for chapters that do not say themselves what they are called.

use std::collections::HashMap;

use super::archive::Archive;
use super::package::{Package, resolved};
use crate::article::formats::xml::{self, Piece};
use crate::article::read_error::Unreadable;

/// What the table of contents calls each file, by its path. A table that cannot be read costs its headings alone.
pub fn headings(archive: &mut Archive, package: &Package) -> Result<HashMap<String, String>, Unreadable> {
    let mut headings = Headings::default();
    let tables: [(&Option<String>, ReadTable); 2] =
        [(&package.navigation, Headings::navigation), (&package.table_of_contents, Headings::points)];
    for (path, read) in tables {
        let Some(path) = path else { continue };
        if let Some(bytes) = archive.entry(path)?
            && let Ok(text) = xml::text(&bytes)
        {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            read(&mut headings, &text, folder);
        }
    }
    Ok(headings.0)
}

/// Reads a table's text; its references are understood from a folder.
type ReadTable = fn(&mut Headings, &str, &str);

#[derive(Default)]
struct Headings(HashMap<String, String>);

impl Headings {
    fn take(&mut self, path: String, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.0.entry(path).or_insert(words);
        }
    }

    /// Reads a navigation document: the links in its `nav` of the type `toc`.
    fn navigation(&mut self, text: &str, folder: &str) {
        let mut within = false;
        let mut link: Option<(String, String)> = None;
        // Whatever is broken, what came before it stands.
        let _ = xml::walk(text, &mut |piece| match piece {
            Piece::Start(element) => match element.name() {
                "nav" => within = element.attribute("epub:type").is_none_or(|kind| kind.contains("toc")),
                "a" if within => {
                    link = element.attribute("href").map(|href| (resolved(folder, &href), String::new()));
                }
                _ => {}
            },
            Piece::Words(words) => {
                if let Some((_, label)) = &mut link {
                    label.push_str(&words);
                }
            }
            Piece::End("a") => {
                if let Some((path, label)) = link.take() {
                    self.take(path, &label);
                }
            }
            Piece::End("nav") => within = false,
            Piece::End(_) => {}
        });
    }

    /// Reads a table of contents in NCX: its points, each with a label and then the file.
    fn points(&mut self, text: &str, folder: &str) {
        let mut label: Option<String> = None;
        let mut within = false;
        let _ = xml::walk(text, &mut |piece| match piece {
            Piece::Start(element) => match element.name() {
                "navLabel" => {
                    label = Some(String::new());
                    within = true;
                }
                "content" => {
                    if let (Some(label), Some(source)) = (label.take(), element.attribute("src")) {
                        self.take(resolved(folder, &source), &label);
                    }
                }
                _ => {}
            },
            Piece::Words(words) if within => {
                if let Some(label) = &mut label {
                    label.push_str(&words);
                }
            }
            Piece::End("navLabel") => within = false,
            Piece::Words(_) | Piece::End(_) => {}
        });
    }
}
