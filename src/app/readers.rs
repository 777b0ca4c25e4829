//! How other readers are told apart beside the text, where there is a cell for each.

/// A sign for each of `readers`, one ASCII character: a name's first letter, where it is one and no other's; else the
/// reader's place among them, from 1.
pub fn reader_signs(readers: &[&str]) -> Vec<char> {
    let initial = |reader: &str| reader.chars().next().map(|first| first.to_ascii_lowercase());
    let sign = |(place, reader): (usize, &&str)| {
        let own = initial(reader).filter(char::is_ascii_alphabetic);
        let shared = readers.iter().filter(|other| initial(other) == own).count() > 1;
        own.filter(|_| !shared).unwrap_or_else(|| char::from(b'0' + (place as u8 + 1) % 10))
    };
    readers.iter().enumerate().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_where_they_tell_readers_apart() {
        assert_eq!(reader_signs(&["Kim", "lee", "李"]), ['k', 'l', '3']);
        assert_eq!(reader_signs(&["lee", "Lin", "ma"]), ['1', '2', 'm']);
        assert_eq!(reader_signs(&["9lives", ""]), ['1', '2']);
    }
}
