//! Names of languages as sources write them, as BCP 47 tags.

/// The tag in `words`, its case as usual (`zh-Hant-TW`); `None` where they are none.
pub fn language_tag(words: &str) -> Option<String> {
    /// No tag in use is longer.
    const LONGEST: usize = 35;
    let words = words.trim();
    let is_tag = (2..=LONGEST).contains(&words.len())
        && words.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let mut subtags = words.split(['-', '_']);
    let primary = subtags.next().filter(|first| (2..=3).contains(&first.len()) && is_tag)?;
    if !primary.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut tag = primary.to_ascii_lowercase();
    for subtag in subtags {
        tag.push('-');
        match subtag.len() {
            2 => tag.push_str(&subtag.to_ascii_uppercase()),
            4 => {
                tag.push_str(&subtag[..1].to_ascii_uppercase());
                tag.push_str(&subtag[1..].to_ascii_lowercase());
            }
            _ => tag.push_str(&subtag.to_ascii_lowercase()),
        }
    }
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::language_tag;

    #[test]
    fn tags_are_written_as_usual() {
        assert_eq!(language_tag("zh_tw").as_deref(), Some("zh-TW"));
        assert_eq!(language_tag(" ZH-hant-HK ").as_deref(), Some("zh-Hant-HK"));
        assert_eq!(language_tag("ja").as_deref(), Some("ja"));
    }

    #[test]
    fn other_words_are_no_tags() {
        for words in ["", "中文", "Chinese", "z", "zh TW", "1234", "12"] {
            assert_eq!(language_tag(words), None, "{words}");
        }
    }
}
