//! How many attributes a page's tags have, found before it is parsed: the parser compares each with all before it.

use memchr::{memchr, memchr_iter, memmem};

/// Elements that hold nothing but characters.
const RAW: [&str; 9] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// The number of attributes of the tag that has most.
pub(super) fn most_attributes(html: &str) -> usize {
    let bytes = html.as_bytes();
    let mut most = 0;
    let mut at = 0;
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        at += found + 1;
        let rest = &bytes[at..];
        let is_end = rest.first() == Some(&b'/');
        let name = &rest[usize::from(is_end)..];
        if rest.starts_with(b"!--") {
            at += comment(&rest[3..]) + 3;
        } else if name.first().is_some_and(u8::is_ascii_alphabetic) {
            let (attributes, length) = tag(name);
            most = most.max(attributes);
            at += usize::from(is_end) + length;
            if !is_end && let Some(raw) = RAW.iter().find(|raw| is_named(name, raw)) {
                at += raw_end(&bytes[at..], raw);
            }
        }
        // A tag at the text's end may have no end.
        at = at.min(bytes.len());
    }
    most
}

/// The length of what stands before the end of a comment, and of that end.
fn comment(rest: &[u8]) -> usize {
    if rest.starts_with(b">") || rest.starts_with(b"->") {
        return 0;
    }
    // Looked for together: where one of them never comes, each comment would be searched for it to the page's end.
    let mut ends = memchr_iter(b'>', rest);
    let end = ends.find(|&at| rest[..at].ends_with(b"--") || rest[..at].ends_with(b"--!"));
    end.map_or(rest.len(), |at| at + 1)
}

fn is_named(tag: &[u8], name: &str) -> bool {
    tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        && tag.get(name.len()).is_none_or(|&next| ends_name(next))
}

/// The length of what stands before the end tag `name`.
fn raw_end(rest: &[u8], name: &str) -> usize {
    let mut ends = memmem::find_iter(rest, b"</");
    ends.find(|&at| is_named(&rest[at + 2..], name)).unwrap_or(rest.len())
}

/// The number of attributes of a tag, and its length with the `>`, from its name on.
fn tag(bytes: &[u8]) -> (usize, usize) {
    let length = |test: fn(u8) -> bool, from: usize| {
        bytes[from..].iter().position(|&byte| test(byte)).unwrap_or(bytes.len() - from)
    };
    let mut attributes = 0;
    let mut at = length(ends_name, 0);
    loop {
        at += length(|byte| !byte.is_ascii_whitespace() && byte != b'/', at);
        match bytes.get(at) {
            None => return (attributes, at),
            Some(b'>') => return (attributes, at + 1),
            Some(_) => {}
        }
        attributes += 1;
        // A name may begin with `=`.
        at += 1;
        at += length(|byte| ends_name(byte) || byte == b'=', at);
        let after = at + length(|byte| !byte.is_ascii_whitespace(), at);
        if bytes.get(after) != Some(&b'=') {
            continue;
        }
        at = after + 1;
        at += length(|byte| !byte.is_ascii_whitespace(), at);
        at += match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                memchr(quote, &bytes[at + 1..]).map_or(bytes.len() - at, |end| end + 2)
            }
            _ => length(|byte| byte.is_ascii_whitespace() || byte == b'>', at),
        };
    }
}

const fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::most_attributes;
    use crate::properties::unrecorded;

    #[test]
    fn attributes_are_counted() {
        for (html, count) in [
            ("", 0),
            ("甲 < 乙", 0),
            ("<p>", 0),
            ("<p a b=1 c='>' d=\"x y\" e>字<p a>", 5),
            ("<p a/b/c>", 3),
            ("<p/a = 'b'/>", 1),
            ("</p a b>", 2),
            ("<p a='", 1),
            ("<p a", 1),
            ("<p =x=y>", 1),
            ("<!-- <p a b c> --><p a>", 1),
            ("<!--><p a b>", 2),
            ("<script x>if (i<n && a == 'b' || c) d e f</script><p a b>", 2),
            ("<SCRIPT>'<p a b c></SCRIPTS></script ><p a b>", 2),
            ("<title>a <b c d e f></title>", 0),
        ] {
            assert_eq!(most_attributes(html), count, "{html}");
        }
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn any_text_has_an_end(html in "([<>/='\" !-]|a|script|字){0,60}") {
            prop_assert!(most_attributes(&html) <= html.len());
        }
    }
}
