//! How other readers are told apart beside the text, where there is a cell for each.

/// A sign for each of `readers`, one ASCII character: a name's first letter, where it is one and no other's; else the
/// reader's place among them, from 1.
pub fn reader_signs(readers: &[&str]) -> Vec<char> {
    let initial = |reader: &str| reader.chars().next().map(|first| first.to_ascii_lowercase());
    let sign = |(place, reader): (usize, &&str)| {
        let own = initial(reader).filter(char::is_ascii_alphabetic);
        let shared = readers.iter().filter(|other| initial(other) == own).count() > 1;
        own.filter(|_| !shared).unwrap_or_else(|| char::from(b'0' + ((place + 1) % 10) as u8))
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

    #[test]
    fn any_number_of_readers_has_signs() {
        let signs = reader_signs(&["lee"; 300]);
        assert_eq!((signs[8], signs[9], signs[255], signs[299]), ('9', '0', '6', '0'));
    }
}
