//! What must hold of every text that is drawn, for the tests of the formats.

use proptest::prelude::*;

use crate::article::Block;

/// Fails unless the blocks are in order, hold no newline, and cover all that is not blank.
pub fn assert_well_formed(text: &str, blocks: &[Block]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for block in blocks {
        let span = block.span();
        prop_assert!(span.start >= end && !span.is_empty());
        prop_assert!(text[end..span.start].chars().all(|between| between == '\n'));
        prop_assert!(!span.of(text).contains(['\n', '\r']));
        prop_assert!(!span.of(text).trim().is_empty());
        end = span.end;
    }
    prop_assert!(text[end..].chars().all(|after| after == '\n'));
    Ok(())
}
