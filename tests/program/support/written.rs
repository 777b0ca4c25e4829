//! What may be in the bytes that the program writes, and nothing else.

/// Characters that act instead of showing, or show nothing: what a text may use against a terminal or its reader.
/// ESC, CR, LF and BS are the program's own and judged by themselves.
fn acts(character: char) -> bool {
    matches!(character,
        '\u{00}'..='\u{07}' | '\u{09}' | '\u{0B}'..='\u{0C}' | '\u{0E}'..='\u{1A}' | '\u{1C}'..='\u{1F}'
        | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0001}')
}

/// What the reader wrote to a terminal of that size: no character that acts, and of control sequences those alone
/// that the program uses, with numbers that it has a use for.
#[track_caller]
pub fn assert_harmless(bytes: &[u8], columns: usize, rows: usize) {
    let text = std::str::from_utf8(bytes).expect("what is written is UTF-8");
    let mut rest = text;
    let mut questions = 0;
    while let Some(character) = rest.chars().next() {
        let near: String = rest.chars().take(40).collect();
        rest = &rest[character.len_utf8()..];
        if character != '\x1b' {
            assert!(!acts(character) && character != '\n', "{character:?} was written: {near:?}");
            continue;
        }
        let sequence =
            rest.strip_prefix('[').unwrap_or_else(|| panic!("no control sequence of ours: {near:?}"));
        let end = sequence.find(|last: char| ('@'..='~').contains(&last)).expect("a sequence ends");
        let (parameters, last) = (&sequence[..end], &sequence[end..=end]);
        assert!(is_own(parameters, last, columns, rows), "not a sequence of ours: {near:?}");
        questions += usize::from((parameters, last) == ("6", "n"));
        rest = &sequence[end + 1..];
    }
    assert!(questions <= 1, "the terminal was asked {questions} times");
}

fn is_own(parameters: &str, last: &str, columns: usize, rows: usize) -> bool {
    let numbers =
        || parameters.split(';').map(|number| if number.is_empty() { Some(0) } else { number.parse().ok() });
    let all = |most: usize| numbers().all(|number: Option<usize>| number.is_some_and(|n| n <= most));
    match last {
        "m" => all(255),
        "H" => {
            let mut place = numbers();
            let mut within = |most: usize| place.next().is_none_or(|n| n.is_some_and(|n| n <= most));
            within(rows) && within(columns) && place.next().is_none()
        }
        "C" => all(columns),
        "K" => parameters.is_empty(),
        "J" => parameters == "2",
        "n" => parameters == "6",
        "h" => matches!(parameters, "?1049" | "?2004" | "?25" | "?2026" | "?7"),
        "l" => matches!(parameters, "?1049" | "?2004" | "?25" | "?2026" | "?7" | "?1002" | "?1006"),
        _ => false,
    }
}

/// What a command printed: lines of text and nothing that acts.
#[track_caller]
pub fn assert_plain(text: &str) {
    let found = text.chars().find(|&character| acts(character) || "\x1b\r\x08".contains(character));
    assert!(found.is_none(), "{found:?} was printed: {text:?}");
}
