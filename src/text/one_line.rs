//! Words of several lines where there is one.

/// The lines one after the other with ` / ` between them, without those that are blank and the space around each.
pub fn one_line(words: &str) -> String {
    words.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_left_out() {
        assert_eq!(one_line("一 \n\n\u{3000}二\n"), "一 / 二");
        assert_eq!(one_line(" \n"), "");
    }
}
