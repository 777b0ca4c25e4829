//! Names for new annotations and links: random for the session, counted within it, so that `update` stays a function of its input.

use crate::annotation::{AnnotationId, LinkId};

/// Makes names that no other session makes.
#[derive(Clone, Debug)]
pub struct Identifiers {
    session: [u8; 12],
    made: u32,
}

impl Identifiers {
    /// Names that begin with `session`: random bytes, new at every start.
    pub fn new(session: [u8; 12]) -> Identifiers {
        Identifiers { session, made: 0 }
    }

    /// The next name for an annotation.
    pub fn next_id(&mut self) -> AnnotationId {
        AnnotationId(self.next())
    }

    /// The next name for a link.
    pub fn next_link_id(&mut self) -> LinkId {
        LinkId(self.next())
    }

    fn next(&mut self) -> String {
        self.made += 1;
        let random: String = self.session.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{random}{:08x}", self.made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_32_digits_and_differ() {
        let mut identifiers = Identifiers::new([7; 12]);
        let (one, other) = (identifiers.next_id(), identifiers.next_id());
        assert_ne!(one, other);
        assert_eq!(one.0.len(), 32);
    }
}
