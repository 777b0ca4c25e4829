//! Blocks as bytes, for keeping: those that a format told cannot be found in the text again.
//!
//! A block is its kind, the bytes since the end of the block before, and its own bytes, the numbers in LEB128.

use super::block::{Block, BlockKind};
use crate::text::Span;

/// By the byte that stands for them. What was released keeps its place.
const KINDS: [BlockKind; 12] = [
    BlockKind::Title,
    BlockKind::Byline,
    BlockKind::Heading,
    BlockKind::Paragraph,
    BlockKind::ListItem,
    BlockKind::Quotation,
    BlockKind::Image,
    BlockKind::Caption,
    BlockKind::Notice,
    BlockKind::TableRow,
    BlockKind::Preformatted,
    BlockKind::Footnote,
];

/// Added to the kind of a block that says again what the one before it said.
const REPEATED: u8 = 0x80;

/// The blocks as bytes.
pub fn encode_blocks(blocks: &[Block]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(blocks.len() * 4);
    let mut end = 0;
    for block in blocks {
        let kind = KINDS.iter().position(|&kind| kind == block.kind).unwrap_or_default() as u8;
        bytes.push(if block.repeated { kind | REPEATED } else { kind });
        let span = block.span();
        put(&mut bytes, span.start - end);
        put(&mut bytes, span.len());
        end = span.end;
    }
    bytes
}

/// The blocks that `bytes` keep of `text`; `None` where they are not blocks of it.
pub fn decode_blocks(bytes: &[u8], text: &str) -> Option<Vec<Block>> {
    let mut blocks = Vec::with_capacity(bytes.len() / 4);
    let (mut rest, mut end) = (bytes, 0usize);
    while let Some((&kind, after)) = rest.split_first() {
        rest = after;
        let start = end.checked_add(take(&mut rest)?)?;
        end = start.checked_add(take(&mut rest)?)?;
        // Ends outside of the text are no boundaries either.
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return None;
        }
        let mut block = Block::new(*KINDS.get(usize::from(kind & !REPEATED))?, Span::new(start, end));
        block.repeated = kind & REPEATED != 0;
        blocks.push(block);
    }
    Some(blocks)
}

fn put(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in (0..usize::BITS).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::blocks;
    use crate::properties::unrecorded;

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn blocks_come_back(text in "[一-三a。！# \n\\-]{0,200}", repeated: bool) {
            let mut found = blocks(&text);
            if let Some(last) = found.last_mut() {
                last.repeated = repeated;
            }
            prop_assert_eq!(decode_blocks(&encode_blocks(&found), &text), Some(found));
        }

        #[test]
        fn any_bytes_are_refused_or_blocks_of_the_text(bytes in proptest::collection::vec(0u8.., 0..40)) {
            let text = "一二三四五六七八九十".repeat(20);
            for block in decode_blocks(&bytes, &text).unwrap_or_default() {
                let _ = block.span().of(&text);
            }
        }
    }
}
