//! Texts made ready for searching, which takes a while after many came in: a bar says so meanwhile.

use super::progress::Progress;
use crate::library::LibraryError;

/// Has `some` fold a part of what is not folded yet, which says how many texts are left, until none is or `is_over`.
pub fn fold_all(
    mut some: impl FnMut() -> Result<usize, LibraryError>,
    is_over: impl Fn() -> bool,
) -> Result<(), LibraryError> {
    let mut left = some()?;
    if left == 0 {
        return Ok(());
    }
    let progress = Progress::of_long("texts made ready for searching", left);
    while left > 0 && !is_over() {
        let still = some()?;
        progress.advance(left.saturating_sub(still));
        left = still;
    }
    progress.end();
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn it_goes_on_until_nothing_is_left_or_it_is_over() {
        for (least, rest) in [(0, vec![]), (2, vec![1, 0])] {
            let left = RefCell::new(vec![3, 2, 1, 0]);
            let some = || Ok(left.borrow_mut().remove(0));
            fold_all(some, || left.borrow().len() <= least).unwrap();
            assert_eq!(left.into_inner(), rest);
        }
    }
}
