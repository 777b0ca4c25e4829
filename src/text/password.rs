//! Addresses without the names and passwords in them.

use std::borrow::Cow;

/// `words` without what stands before the `@` of addresses in them: a name, and perhaps a password. An address may be all
/// of it or stand among other words.
pub fn without_password(words: &str) -> Cow<'_, str> {
    let mut kept: Option<String> = None;
    let mut taken = 0;
    let mut from = 0;
    while let Some(found) = words[from..].find("//") {
        let start = from + found + "//".len();
        let rest = &words[start..];
        let ends = |character: char| {
            matches!(character, '/' | '\\' | '?' | '#' | '"' | '<' | '>') || character.is_whitespace()
        };
        let authority = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if let Some(at) = authority.rfind('@') {
            let kept = kept.get_or_insert_default();
            kept.push_str(&words[taken..start]);
            taken = start + at + 1;
        }
        from = start + authority.len();
    }
    match kept {
        Some(mut kept) => {
            kept.push_str(&words[taken..]);
            Cow::Owned(kept)
        }
        None => Cow::Borrowed(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_the_host_is_left_out() {
        for (words, kept) in [
            ("https://user:pass@host.example/a?b=c@d#e@f", "https://host.example/a?b=c@d#e@f"),
            ("https://user@host.example", "https://host.example"),
            ("https://:pass@host.example:8/", "https://host.example:8/"),
            ("https://us%65r:p%40ss@host.example/", "https://host.example/"),
            ("https://a@b:c@host.example/", "https://host.example/"),
            ("//user:pass@host.example/", "//host.example/"),
            (
                "see http://a:b@c.example, and http://d:e@f.example/",
                "see http://c.example, and http://f.example/",
            ),
            ("https://host.example/@name", "https://host.example/@name"),
            ("mailto:a@example.org", "mailto:a@example.org"),
            ("港口", "港口"),
            ("//", "//"),
        ] {
            assert_eq!(without_password(words), kept);
        }
    }
}
