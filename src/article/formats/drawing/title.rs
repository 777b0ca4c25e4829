//! An article's title, which the page it is drawn out of often says twice.

use dom_query::NodeRef;

use super::builder::Drawing;
use crate::article::BlockKind;

impl Drawing {
    /// Adds `title`, where there is one, and what is in `node`, as [`Drawing::page`] does, but for a first heading that
    /// says the title again.
    pub fn titled_page(&mut self, title: &str, node: &NodeRef, base_uri: &str) {
        let is_heading = |node: &NodeRef| node.has_name("h1") || node.has_name("h2");
        let says_it = |node: &NodeRef| is_heading(node) && is_same_title(&node.text(), title);
        let heading = node.descendants_it().find(says_it);
        if let Some(heading) = heading {
            heading.remove_from_parent();
        }
        self.push(BlockKind::Title, title);
        self.page(node, base_uri);
    }
}

/// Whether two titles are the same but for blanks and marks.
pub(in crate::article) fn is_same_title(one: &str, other: &str) -> bool {
    let one = letters(one);
    !one.is_empty() && one == letters(other)
}

/// The letters and digits of a title, in lower case.
pub(in crate::article) fn letters(title: &str) -> String {
    title.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
