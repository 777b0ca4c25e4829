//! A walk over folded texts that sees nothing but what the asked sentence holds: a table tells for each unit, and for
//! each two side by side, which of the asked ones it is, so that a unit costs a nanosecond or two.

use std::ops::Range;

use super::asked::Weights;
use crate::text::{BREAK, PASSED, UNIT_BYTES, unit_of};

/// The class of what is not asked for.
const OTHER: u8 = 0;

/// The class of a unit that ends a sentence.
const END: u8 = 255;

/// The class of a full stop on the line, which ends a sentence where a blank follows.
const PERIOD: u8 = 254;

/// Different units that can be asked for.
const MOST: usize = 253;

/// Units after which a sentence is taken to end, though none of its marks was met.
const LONGEST: usize = 400;

const ENDS: [char; 6] = ['。', '!', '?', '…', '\n', '\r'];

/// Which units, and which pairs of them, are asked for.
pub struct Table {
    classes: Box<[u8]>,
    /// By the classes of two units: the number of the pair, from 1.
    pairs: Box<[u16]>,
    units: usize,
    pair_count: u16,
}

impl Table {
    pub fn new() -> Table {
        let mut classes = vec![OTHER; 1 << 16].into_boxed_slice();
        for end in ENDS {
            classes[usize::from(unit_of(end))] = END;
        }
        classes[usize::from(BREAK)] = END;
        classes[usize::from(unit_of('.'))] = PERIOD;
        Table { classes, pairs: vec![0; 1 << 16].into_boxed_slice(), units: 0, pair_count: 0 }
    }

    /// Asks for a unit. Beyond [`MOST`] different ones nothing more is asked for.
    pub fn add(&mut self, unit: u16) {
        let class = &mut self.classes[usize::from(unit)];
        if *class == OTHER && self.units < MOST {
            self.units += 1;
            *class = self.units as u8;
        }
    }

    /// Asks for two units side by side, both of them asked for by themselves already.
    pub fn add_pair(&mut self, first: u16, second: u16) {
        let (Some(first), Some(second)) = (self.class(first), self.class(second)) else { return };
        let pair = &mut self.pairs[place(first, second)];
        if *pair == 0 && self.pair_count < u16::MAX {
            self.pair_count += 1;
            *pair = self.pair_count;
        }
    }

    /// The number of a unit that is asked for, from 1.
    pub fn class(&self, unit: u16) -> Option<u8> {
        Some(self.classes[usize::from(unit)]).filter(|&class| class != OTHER && class < PERIOD)
    }

    /// The number of a pair that is asked for, from 1.
    pub fn pair(&self, first: u16, second: u16) -> Option<u16> {
        let pair = self.pairs[place(self.class(first)?, self.class(second)?)];
        Some(pair).filter(|&pair| pair != 0)
    }

    /// Pairs that are asked for.
    pub fn pair_count(&self) -> usize {
        usize::from(self.pair_count)
    }

    /// What each unit counts with the one before it, of which [`Table::survey`] makes sums.
    pub fn sums(&self, weights: &Weights) -> Sums {
        let stride = self.units + 1;
        let greatest = |weights: &[f32]| weights.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        let scale = f32::from(u16::MAX / 2) / (greatest(&weights.units) + greatest(&weights.pairs));
        let mut table = vec![0; stride * stride];
        for before in 0..stride {
            for class in 1..stride {
                let pair = self.pairs[before << 8 | class];
                let pair = if before == 0 || pair == 0 { 0.0 } else { weights.pairs[usize::from(pair)] };
                table[before * stride + class] = ((weights.units[class] + pair) * scale).ceil() as u16;
            }
        }
        Sums { table, stride, scale }
    }

    /// Tells `each` sentence of `units` with no less than what it weighs, but for pairs with something unseen between them:
    /// what stands in it twice counts twice. That takes
    /// a nanosecond a unit; [`Table::walk`] takes several.
    pub fn survey(&self, sums: &Sums, units: &[u8], mut each: impl FnMut(Range<usize>, f32)) {
        let units: &[[u8; UNIT_BYTES]] = units.as_chunks().0;
        let (mut start, mut sum, mut row) = (0, 0_u32, 0);
        for (at, &unit) in units.iter().enumerate() {
            let class = self.classes[usize::from(u16::from_le_bytes(unit))];
            if class < PERIOD {
                sum += u32::from(sums.table[row + usize::from(class)]);
                row = usize::from(class) * sums.stride;
                if at - start < LONGEST {
                    continue;
                }
            } else if class == PERIOD && !stops(units.get(at + 1)) {
                row = 0;
                continue;
            }
            if sum > 0 {
                each(start..at + 1, sum as f32 / sums.scale);
            }
            (start, sum, row) = (at + 1, 0, 0);
        }
        if sum > 0 {
            each(start..units.len(), sum as f32 / sums.scale);
        }
    }

    /// Shows `visitor` what of the asked stands in `units`, sentence by sentence.
    pub fn walk(&self, units: &[u8], visitor: &mut impl Visitor) {
        let units: &[[u8; UNIT_BYTES]] = units.as_chunks().0;
        let (mut start, mut before) = (0, OTHER);
        for (at, &unit) in units.iter().enumerate() {
            let unit = u16::from_le_bytes(unit);
            let class = self.classes[usize::from(unit)];
            if class == OTHER {
                if unit != PASSED {
                    before = OTHER;
                }
                if at - start < LONGEST {
                    continue;
                }
            } else if class < PERIOD {
                visitor.unit(class);
                if before != OTHER {
                    let pair = self.pairs[place(before, class)];
                    if pair != 0 {
                        visitor.pair(pair);
                    }
                }
                before = class;
                if at - start < LONGEST {
                    continue;
                }
            } else if class == PERIOD && !stops(units.get(at + 1)) {
                before = OTHER;
                continue;
            }
            visitor.sentence(start..at + 1);
            (start, before) = (at + 1, OTHER);
        }
        if start < units.len() {
            visitor.sentence(start..units.len());
        }
    }
}

fn place(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

/// Whether a full stop on the line ends a sentence before this unit.
fn stops(next: Option<&[u8; UNIT_BYTES]>) -> bool {
    next.is_none_or(|&next| matches!(u16::from_le_bytes(next), 0x20 | 0x0a | BREAK))
}

/// The sentences of `units` as [`Table::walk`] takes them.
pub fn sentences(units: &[u8]) -> Vec<Range<usize>> {
    struct Ranges(Vec<Range<usize>>);
    impl Visitor for Ranges {
        fn unit(&mut self, _: u8) {}
        fn pair(&mut self, _: u16) {}
        fn sentence(&mut self, range: Range<usize>) {
            self.0.push(range);
        }
    }
    let mut ranges = Ranges(Vec::new());
    Table::new().walk(units, &mut ranges);
    ranges.0
}

/// The characters that units stand for, without what nobody sees.
pub fn characters(units: &[u8]) -> Vec<char> {
    let units: &[[u8; UNIT_BYTES]] = units.as_chunks().0;
    let seen = units.iter().map(|&unit| u16::from_le_bytes(unit)).filter(|&unit| unit != PASSED);
    seen.map(|unit| char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The units of folded characters.
pub fn units_of(characters: impl Iterator<Item = char>) -> Vec<u16> {
    characters.map(unit_of).collect()
}

/// By the classes of two units side by side: what the second one counts, and the two together.
pub struct Sums {
    table: Vec<u16>,
    stride: usize,
    /// How many of the table's numbers make a weight of 1.
    scale: f32,
}

/// Is shown what a walk meets, in order.
pub trait Visitor {
    /// A unit that is asked for.
    fn unit(&mut self, class: u8);
    /// Two units side by side that are asked for.
    fn pair(&mut self, pair: u16);
    /// The end of a sentence, which these units are.
    fn sentence(&mut self, range: Range<usize>);
}
