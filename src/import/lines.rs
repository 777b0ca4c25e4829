//! A file's lines, one at a time, however long the file is.

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

/// The longest line: some four times what the longest article could make of one annotation.
const LONGEST_LINE: u64 = 256 << 20;

pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Takes a line, with its number from 1; nothing for one that is too long to be read.
pub(super) type Each<'a> = &'a mut dyn FnMut(usize, Option<&[u8]>) -> ControlFlow<()>;

/// Gives each line that is not blank to `each`.
pub(super) fn for_each_line(input: &mut dyn BufRead, each: Each<'_>) -> io::Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if (&mut *input).take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let done = if line.len() as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
            each(number, None)
        } else {
            let bytes = if number == 1 { line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&line) } else { &line };
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            each(number, Some(bytes))
        };
        if done.is_break() {
            break;
        }
    }
    Ok(())
}
