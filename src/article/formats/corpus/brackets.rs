//! JSON of brackets alone, or of so many within one another that no parser goes into them: a broken corpus that holds no
//! article, and that nobody wrote to be read. Only what cannot be anything else is taken for such: a text may begin with
//! brackets too.

use crate::article::read_error::Unreadable;

/// Brackets within one another up to which JSON is read: `serde_json` goes no deeper.
const DEEPEST: usize = 127;

/// What brackets make of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brackets {
    /// Before anything else more of them stand within one another than are read.
    Deep,
    /// There is nothing else, and some of them are not closed, or were never opened.
    Broken,
    /// There is nothing else.
    Empty,
}

impl Brackets {
    /// What they make of the source that begins so; `None` where it may be anything else. `is_whole` says that nothing
    /// follows.
    pub fn of(beginning: &str, is_whole: bool) -> Option<Brackets> {
        let bytes = beginning.trim_start().as_bytes();
        if !bytes.starts_with(b"[") && !bytes.starts_with(b"{") {
            return None;
        }
        let (mut depth, mut is_bare, mut has_closed, mut at) = (0isize, true, false, 0);
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => (depth, has_closed) = (depth - 1, true),
                b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' => {}
                b'"' => {
                    is_bare = false;
                    at += string(&bytes[at..])?;
                }
                b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E' => is_bare = false,
                _ => {
                    let word = ["true", "false", "null"]
                        .into_iter()
                        .find(|word| bytes[at - 1..].starts_with(word.as_bytes()))?;
                    is_bare = false;
                    at += word.len() - 1;
                }
            }
            // What has closed may be an article.
            if depth.unsigned_abs() > DEEPEST && (is_bare || !has_closed) {
                return Some(Brackets::Deep);
            }
        }
        let kind = if depth == 0 { Brackets::Empty } else { Brackets::Broken };
        (is_bare && is_whole).then_some(kind)
    }

    /// Why it cannot be read.
    pub fn refusal(self) -> Unreadable {
        let broken = |reason: &str| Unreadable::Damaged("JSON document", reason.to_owned());
        match self {
            Brackets::Deep => broken(&format!("more than {DEEPEST} brackets stand within one another")),
            Brackets::Broken => broken("it is nothing but brackets, and they do not close"),
            Brackets::Empty => Unreadable::Empty,
        }
    }
}

/// Bytes up to and with the end of a string of JSON, which has no line's end in it; `None` where there is no end.
fn string(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            b'\n' => return None,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Brackets;

    #[test]
    fn brackets_alone_or_too_deep_are_told_from_texts() {
        let deep = |open: &str| open.repeat(128);
        for (beginning, is_whole, wanted) in [
            ("[[[[", true, Some(Brackets::Broken)),
            ("[[[[", false, None),
            ("[]]", true, Some(Brackets::Broken)),
            (" {}\n", true, Some(Brackets::Empty)),
            ("[[], {}]\r\n", true, Some(Brackets::Empty)),
            (deep("[").as_str(), false, Some(Brackets::Deep)),
            (deep("{\"a\\\"[\": [1, true, null,\n ").as_str(), false, Some(Brackets::Deep)),
            (&(deep("[") + "字"), true, Some(Brackets::Deep)),
            (&("[[], ".to_owned() + &deep("[")), false, Some(Brackets::Deep)),
            (&("[{\"text\": 1}, ".to_owned() + &deep("[")), false, None),
            (&"[1]".repeat(200), true, None),
            ("[編者按]本文有刪節。", true, None),
            ("[題](https://example.org/)", true, None),
            ("[1] 註", true, None),
            ("[\"甲\"]", true, None),
            (&("[".to_owned() + &"\"字".repeat(200)), true, None),
            (&("「".to_owned() + &deep("[")), true, None),
            ("", true, None),
        ] {
            assert_eq!(Brackets::of(beginning, is_whole), wanted, "{beginning:.40}");
        }
    }
}
