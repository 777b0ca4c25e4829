//! Text from articles and people as Markdown that renders as just that text: nothing of it becomes markup.
//!
//! Backslashes stand before the characters that CommonMark, GitHub, Obsidian or Logseq act on, and those alone, so
//! that the source stays readable: `[[links]]`, `#tags`, `==marks==`, `%%comments%%`, `$mathematics$`, `{{macros}}`,
//! `((references))`, `key:: properties`, `^blocks`, HTML, entities and bare addresses.

use super::controls::push_visible;

/// The lines of `text` that have anything on them, each escaped, in order. A line ends wherever some tool ends one.
pub(super) fn escaped_lines(text: &str) -> impl Iterator<Item = String> {
    text.split(is_line_end).map(trim).filter(|line| !line.trim_start().is_empty()).map(escape_line)
}

/// `text` escaped, on one line.
pub(super) fn escaped_inline(text: &str) -> String {
    escaped_lines(text).collect::<Vec<_>>().join(" ")
}

/// `name` as a tag, `#name`: letters and digits of any script, `_` and `-`; another character becomes `-`. `None` where
/// nothing is left that notebooks take for a tag, which digits alone are not.
pub(super) fn tag(name: &str) -> Option<String> {
    let fits = |character: char| character.is_alphanumeric() || "_-".contains(character);
    let plain: String = name.chars().map(|character| if fits(character) { character } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    plain.contains(char::is_alphabetic).then(|| format!("#{plain}"))
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Without the spaces and tabs that would make an indented line code, or end it in a hard break.
fn trim(line: &str) -> &str {
    line.trim_matches([' ', '\t'])
}

/// One line, escaped. It must neither begin nor end with a space or tab.
fn escape_line(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut characters = line.char_indices().peekable();
    let mut previous = None;
    while let Some((byte, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let doubled = previous == Some(character) || next == Some(character);
        let before = &line[..byte];
        let active = match character {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' => true,
            '#' | '|' | '~' | '=' | '^' | '$' | '&' | '@' | ':' => true,
            '(' | '%' => doubled,
            '-' | '+' => before.is_empty(),
            ')' => is_list_number(before),
            '.' => is_list_number(before) || ends_in_www(before) || joins_host(previous, next),
            _ => false,
        };
        if active {
            escaped.push('\\');
        }
        if character == '\t' {
            escaped.push(character)
        } else {
            push_visible(&mut escaped, character)
        }
        previous = Some(character);
    }
    escaped
}

/// Whether a dot or a parenthesis after `before` would make it the number of a list's item.
fn is_list_number(before: &str) -> bool {
    !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a dot between `previous` and `next` may be part of a host's name, which some tools turn into a link.
fn joins_host(previous: Option<char>, next: Option<char>) -> bool {
    previous.is_some_and(|previous| previous.is_ascii_alphanumeric())
        && next.is_some_and(|next| next.is_ascii_alphabetic())
}

/// Whether a dot after `before` would begin a bare address.
fn ends_in_www(before: &str) -> bool {
    before.as_bytes().last_chunk::<3>().is_some_and(|last| last.eq_ignore_ascii_case(b"www"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn prose_stays_readable() {
        for line in ["評點（2024年），約 3.5% 升。", "it's (not) so!", "か\u{3099}き 👨‍👩‍👧‍👦 𠮷", "F-35C, 1+1"]
        {
            assert_eq!(escaped_inline(line), line);
        }
    }

    #[test]
    fn markup_is_escaped() {
        for (text, escaped) in [
            ("# *a* _b_ `c`", r"\# \*a\* \_b\_ \`c\`"),
            ("<b>&lt;", r"\<b\>\&lt;"),
            ("[[a]] ![b](c)", r"\[\[a\]\] !\[b\](c)"),
            ("- a", r"\- a"),
            ("---", r"\---"),
            ("12. a", r"12\. a"),
            ("12) a", r"12\) a"),
            ("((a)) %%b%% ==c== $d$ {{e}}", r"\(\(a)) \%\%b\%\% \=\=c\=\= \$d\$ \{\{e\}\}"),
            ("k:: v ^id #tag", r"k\:\: v \^id \#tag"),
            ("https://a.b WWW.評 c.d 1.5", r"https\://a\.b WWW\.評 c\.d 1.5"),
            (r"a\", r"a\\"),
            ("a|b ~~c~~", r"a\|b \~\~c\~\~"),
        ] {
            assert_eq!(escaped_inline(text), escaped);
        }
    }

    #[test]
    fn lines_are_cut_wherever_a_tool_might() {
        let lines: Vec<_> = escaped_lines("甲\r\n\n    乙  \u{2028}丙\u{85}丁\u{b}戊").collect();
        assert_eq!(lines, ["甲", "乙", "丙", "丁", "戊"]);
    }

    #[test]
    fn controls_are_visible() {
        assert_eq!(escaped_inline("a\u{1b}[2J\u{202e}b\tc"), "a␛\\[2J<202E>b\tc");
    }

    #[test]
    fn tags_are_one_word() {
        for (name, expected) in [
            ("claim", Some("#claim")),
            ("主張 <二>", Some("#主張--二")),
            ("a/b#c", Some("#a-b-c")),
            ("2026", None),
            ("<>", None),
        ] {
            assert_eq!(tag(name).as_deref(), expected);
        }
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn taking_the_backslashes_off_gives_the_line(line in r"[!-~評か]([ -~評か]{0,20}[!-~評か])?") {
            let mut plain = String::new();
            let escaped = escaped_inline(&line);
            let mut characters = escaped.chars();
            while let Some(character) = characters.next() {
                plain.extend(if character == '\\' { characters.next() } else { Some(character) });
            }
            prop_assert_eq!(plain, line);
        }
    }
}
