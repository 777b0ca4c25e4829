//! The first bytes of the file: whose it is, which state, and how far it goes.

/// What the file begins with.
const MAGIC: [u8; 8] = *b"pdfolded";

/// Raised whenever folding, or the layout, changes.
const VERSION: u32 = 2;

/// The head as it stands in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// Names the library, or is zero.
    pub(super) library: u128,
    /// Another one with each change.
    pub(super) generation: u64,
    /// How many segments follow.
    pub(super) segments: u32,
    /// Where they end, in bytes of the file.
    pub(super) end: u64,
}

impl Head {
    /// Bytes that a head takes.
    pub(super) const BYTES: usize = 64;

    pub(super) fn to_bytes(self) -> [u8; Head::BYTES] {
        let mut bytes = [0; Head::BYTES];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.segments.to_le_bytes());
        bytes[16..32].copy_from_slice(&self.library.to_le_bytes());
        bytes[32..40].copy_from_slice(&self.generation.to_le_bytes());
        bytes[40..48].copy_from_slice(&self.end.to_le_bytes());
        let sum = checksum(&bytes[..56]);
        bytes[56..].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    /// `None` for what is no head, or another version's.
    pub(super) fn from_bytes(bytes: &[u8; Head::BYTES]) -> Option<Head> {
        let mut fields = Fields(bytes);
        let sound = fields.take::<8>()? == MAGIC && u32::from_le_bytes(fields.take()?) == VERSION;
        let head = Head {
            segments: u32::from_le_bytes(fields.take()?),
            library: u128::from_le_bytes(fields.take()?),
            generation: u64::from_le_bytes(fields.take()?),
            end: u64::from_le_bytes(fields.take()?),
        };
        let [.., sum] = bytes.as_chunks::<8>().0 else { return None };
        (sound && u64::from_le_bytes(*sum) == checksum(&bytes[..56])).then_some(head)
    }
}

/// Numbers one after the other.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl Fields<'_> {
    pub(super) fn take<const BYTES: usize>(&mut self) -> Option<[u8; BYTES]> {
        let (field, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*field)
    }
}

/// A sum that notices what was cut, mixed or overwritten, at the speed of memory. It guards against accidents alone.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let (blocks, rest) = bytes.as_chunks::<32>();
    let mut lanes = [1u64, 2, 3, 4];
    for block in blocks {
        for (lane, word) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = lane.wrapping_mul(FACTOR) ^ u64::from_le_bytes(*word);
        }
    }
    let last = rest.iter().map(|&byte| u64::from(byte));
    lanes
        .into_iter()
        .chain(last)
        .chain([bytes.len() as u64])
        .fold(0, |sum, word| (sum ^ word).wrapping_mul(FACTOR).rotate_left(23))
}
