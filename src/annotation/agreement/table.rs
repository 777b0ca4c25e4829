//! How many units have which label of the one reader and which of the other.

use std::collections::{BTreeMap, HashMap};

/// Units counted by the two readers' labels, over any number of articles. Having no label is a category like the
/// labels, since two readers who leave the same sentence alone agree on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The categories' numbers by name. 0 is none, which has no name.
    numbers: HashMap<String, usize>,
    /// Units by A's category and B's.
    counts: BTreeMap<(usize, usize), u64>,
}

impl Table {
    /// Counts one more unit.
    pub fn add(&mut self, a: Option<&str>, b: Option<&str>) {
        let cell = (self.number(a), self.number(b));
        *self.counts.entry(cell).or_default() += 1;
    }

    fn number(&mut self, label: Option<&str>) -> usize {
        let Some(label) = label else { return 0 };
        if let Some(&number) = self.numbers.get(label) {
            return number;
        }
        let number = self.numbers.len() + 1;
        self.numbers.insert(label.to_owned(), number);
        number
    }

    /// The labels that any unit has, by name.
    pub fn labels(&self) -> Vec<&str> {
        let mut labels: Vec<&str> = self.numbers.keys().map(String::as_str).collect();
        labels.sort_unstable();
        labels
    }

    /// How many units A gave the one label and B the other.
    pub fn count(&self, a: Option<&str>, b: Option<&str>) -> u64 {
        let known = |label: Option<&str>| label.map_or(Some(0), |label| self.numbers.get(label).copied());
        let cell = known(a).zip(known(b));
        cell.and_then(|cell| self.counts.get(&cell)).copied().unwrap_or(0)
    }

    /// How many units there are.
    pub fn units(&self) -> u64 {
        self.counts.values().sum()
    }

    /// How many units have the same label of both, or none of either.
    pub fn agreed(&self) -> u64 {
        self.counts.iter().filter(|((a, b), _)| a == b).map(|(_, count)| count).sum()
    }

    /// The share of units on which both agree, from 0 to 1; `None` where there is no unit.
    pub fn share(&self) -> Option<f64> {
        match self.units() {
            0 => None,
            units => Some(self.agreed() as f64 / units as f64),
        }
    }

    /// By category, how many units have it of A, and of B.
    pub(super) fn margins(&self) -> Vec<(u64, u64)> {
        let mut margins = vec![(0, 0); self.numbers.len() + 1];
        for (&(a, b), count) in &self.counts {
            margins[a].0 += count;
            margins[b].1 += count;
        }
        margins
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The table of units, each two letters: A's label and B's, `-` for none.
    pub fn table(units: &[&str]) -> Table {
        let mut table = Table::default();
        for unit in units {
            table.add(label(&unit[..1]), label(&unit[1..]));
        }
        table
    }

    fn label(letter: &str) -> Option<&str> {
        Some(letter).filter(|letter| *letter != "-")
    }

    #[test]
    fn both_directions_are_counted_apart() {
        let table = table(&["xy", "xy", "yx", "xx", "-x", "--"]);
        assert_eq!(table.labels(), ["x", "y"]);
        let count = |a, b| table.count(label(a), label(b));
        assert_eq!([count("x", "y"), count("y", "x"), count("x", "x"), count("-", "x")], [2, 1, 1, 1]);
        assert_eq!([count("-", "-"), count("x", "-"), count("z", "x")], [1, 0, 0]);
        assert_eq!((table.units(), table.agreed()), (6, 2));
        assert_eq!(table.share(), Some(2.0 / 6.0));
        assert_eq!(Table::default().share(), None);
    }
}
