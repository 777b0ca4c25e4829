//! Numbers with their nouns, for messages.

/// `1 change`, `3 changes`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        assert_eq!([counted(0, "tag"), counted(1, "tag"), counted(2, "tag")], ["0 tags", "1 tag", "2 tags"]);
    }
}
