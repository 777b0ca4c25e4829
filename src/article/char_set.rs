//! A set of characters with a test that costs one memory access, built while compiling from a plain string:
//! every scan of a new article asks it thousands of times.

/// A set of characters of the Basic Multilingual Plane.
pub(super) struct CharSet {
    bits: [u64; 1024],
}

impl CharSet {
    /// The set of the characters of `members`, each of which must take three bytes in UTF-8 (U+0800 to U+FFFF,
    /// where Han, kana and Hangul live): anything else fails to compile.
    pub const fn of(members: &str) -> Self {
        let bytes = members.as_bytes();
        let mut bits = [0; 1024];
        let mut at = 0;
        while at < bytes.len() {
            assert!(bytes[at] >> 4 == 0b1110, "a member that does not take three bytes in UTF-8");
            let code = ((bytes[at] as usize & 0x0F) << 12)
                | ((bytes[at + 1] as usize & 0x3F) << 6)
                | (bytes[at + 2] as usize & 0x3F);
            bits[code / 64] |= 1 << (code % 64);
            at += 3;
        }
        Self { bits }
    }

    /// Whether `character` is a member.
    pub const fn contains(&self, character: char) -> bool {
        let code = character as usize;
        code < 0x1_0000 && self.bits[code / 64] >> (code % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::CharSet;

    #[test]
    fn holds_its_members_and_nothing_else() {
        static SET: CharSet = CharSet::of("國는の");
        assert!("國는の".chars().all(|member| SET.contains(member)));
        assert!(!"国a、𠮷\0".chars().any(|other| SET.contains(other)));
    }
}
