//! A line that is a picture and nothing else: `![alt](target)`.

use memchr::memmem;

/// Whether `line` is wholly one picture.
pub(super) fn is_image(line: &str) -> bool {
    parts(line).is_some_and(|(_, target)| is_one_target(target))
}

/// The words that stand for the picture of an image line, without white space around them. Empty where there are
/// none, or where `line` is no image line.
pub fn image_alt(line: &str) -> &str {
    parts(line).filter(|(_, target)| is_one_target(target)).map_or("", |(alt, _)| alt.trim())
}

/// What stands in the square and in the round brackets.
fn parts(line: &str) -> Option<(&str, &str)> {
    let inner = line.strip_prefix("![")?.strip_suffix(')')?;
    let middle = memmem::find(inner.as_bytes(), b"](")?;
    Some((&inner[..middle], &inner[middle + 2..]))
}

/// Whether the brackets within are paired, so that the one at the line's end closes the one that opened the target.
fn is_one_target(target: &str) -> bool {
    let mut open = 0usize;
    for byte in target.bytes() {
        match byte {
            b'(' => open += 1,
            b')' if open == 0 => return false,
            b')' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

#[cfg(test)]
mod tests {
    use super::{image_alt, is_image};

    #[test]
    fn images_are_whole_lines() {
        for line in ["![]()", "![河](a.png)", "![河](a(1).png)", "![a] b](c)", "![河](a.png \"題\")"] {
            assert!(is_image(line), "{line}");
        }
        for line in ["!", "![", "![]", "![](", "![](a) 後面有字(x)", "![](a)![](b)", "見 ![](a)", "[](a)"]
        {
            assert!(!is_image(line), "{line}");
        }
    }

    #[test]
    fn the_alt_words_are_drawn_out() {
        assert_eq!(image_alt("![ 河堤 ](a.png)"), "河堤");
        assert_eq!(image_alt("![]()"), "");
        assert_eq!(image_alt("河堤"), "");
        assert_eq!(image_alt("![甲](a) 乙(b)"), "");
    }
}
