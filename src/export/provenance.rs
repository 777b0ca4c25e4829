//! Where an article came from, in exports that people hand on: an address on the web as it is, of a file its name alone.
//! The folders above it are the exporter's own affair: they tell a login name, a client, a case.

use std::borrow::Cow;

use crate::library::file_path;

/// What may be shown of `uri`: the file's name, and which article of the file, of one that names a file; else all of it.
pub(super) fn shareable(uri: &str) -> Cow<'_, str> {
    if !is_file(uri) {
        return Cow::Borrowed(uri);
    }
    let (path, fragment) = match uri.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (uri, None),
    };
    let decoded = file_path(path);
    let name = decoded.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
    let name = name.unwrap_or_else(|| Cow::Borrowed(path.rsplit(['/', '\\']).next().unwrap_or_default()));
    Cow::Owned(match fragment {
        Some(fragment) => format!("{name}#{fragment}"),
        None => name.into_owned(),
    })
}

/// Whether `uri` names a file of some machine, and with it the folders that lead there.
pub(super) fn is_file(uri: &str) -> bool {
    uri.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_file_its_name_alone_is_shown() {
        for (uri, shown) in [
            ("file:///home/lin/%E6%A1%88/%E8%A9%95.txt", "評.txt"),
            ("file:///home/lin/corpus.jsonl#12", "corpus.jsonl#12"),
            ("FILE:///home/lin/a.txt", "a.txt"),
            ("file://server/share/a.txt", "a.txt"),
            ("file:///home/lin/%zz.txt", "%zz.txt"),
            ("file:C:\\Users\\lin\\a.txt", "a.txt"),
            ("https://example.org/a/b", "https://example.org/a/b"),
            ("sample:first", "sample:first"),
            ("評", "評"),
        ] {
            assert_eq!(shareable(uri), shown, "{uri}");
        }
    }
}
