//! Tables of punctuation: which marks may not begin or end a line, which end a sentence, which enclose.

/// Marks that may not begin a line: CLREQ's prohibition rules for line start, JLREQ's cl-02 to cl-07 and cl-09 to cl-11.
const NO_LINE_START: &str = "、。！？；：，．)]}）］｝〕〉》」』】〙〗〟｠»,.;:!?·・‧•–〜～゠々〻ヽヾゝゞーぁぃぅぇぉっゃゅょゎゕゖ\
    ァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ％‰℃℉”’｡､･";

/// Marks that may not end a line: CLREQ's prohibition rules for line end, JLREQ's cl-01.
const NO_LINE_END: &str = "([{（［｛〔〈《「『【〘〖〝｟«“‘";

/// Marks that may hang past the line's end, one of them: JLREQ 3.8.2, CLREQ 3.1.5.
const HANGING: &str = "、。，．､｡,.";

/// Whether `character` may not stand at the start of a continued line.
pub fn forbids_line_start(character: char) -> bool {
    !is_plain(character) && NO_LINE_START.contains(character)
}

/// Whether `character` may not stand at the end of a continued line.
pub fn forbids_line_end(character: char) -> bool {
    !is_plain(character) && NO_LINE_END.contains(character)
}

/// Whether `character` may hang past the end of a line.
pub fn may_hang(character: char) -> bool {
    HANGING.contains(character)
}

/// Whether `character` ends a sentence wherever it stands.
pub fn is_full_stop(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '｡' | '‼' | '⁇' | '⁈' | '⁉')
}

/// Whether `character` says that the sentence goes on.
pub fn is_comma(character: char) -> bool {
    matches!(character, ',' | '，' | '、' | '､' | ';' | '；' | ':' | '：')
}

/// Whether `character` divides clauses: the comma, semicolon and colon, but not the enumeration comma.
pub fn divides_clauses(character: char) -> bool {
    matches!(character, ',' | '，' | ';' | '；' | ':' | '：')
}

/// Whether `character` closes a quotation or a bracket.
pub fn is_closing(character: char) -> bool {
    matches!(
        character,
        '”' | '’'
            | '」'
            | '』'
            | '）'
            | ')'
            | '】'
            | '》'
            | '〉'
            | ']'
            | '］'
            | '｝'
            | '}'
            | '〕'
            | '〗'
            | '»'
    )
}

/// What closes a bracket within which no sentence ends: a parenthesis opened in mid-sentence, a title.
pub fn closer_of(opener: char) -> Option<char> {
    Some(match opener {
        '(' => ')',
        '（' => '）',
        '《' => '》',
        '〈' => '〉',
        '[' => ']',
        '［' => '］',
        '【' => '】',
        '〔' => '〕',
        _ => return None,
    })
}

/// Whether `character` is written in one of the scripts that are set without spaces between words.
pub fn is_east_asian(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters and ideographs without a rule of their own: the bulk of any text, passed over quickly.
fn is_plain(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | 'a'..='z' | 'A'..='Z' | '0'..='9' | ' ')
}
