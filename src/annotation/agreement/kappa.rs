//! Cohen's kappa (J. Cohen, *A coefficient of agreement for nominal scales*, 1960).

use super::Table;

impl Table {
    /// Cohen's kappa: 1 where both agree on every unit, 0 where they agree as often as each one's own habit of giving
    /// labels would have it by chance, below 0 where less often. `None` where chance alone explains everything: there
    /// is no unit, or both gave all units one and the same label.
    pub fn kappa(&self) -> Option<f64> {
        let units = self.units();
        let squared = u128::from(units) * u128::from(units);
        let by_chance: u128 = self.margins().iter().map(|&(a, b)| u128::from(a) * u128::from(b)).sum();
        let expected = squared - by_chance;
        if expected == 0 {
            return None;
        }
        let observed = u128::from(units - self.agreed()) * u128::from(units);
        Some(1.0 - observed as f64 / expected as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::table;

    #[test]
    fn it_is_agreement_beyond_chance() {
        // By hand: 3 of 4 agree, chance gives 1/2.
        let kappa = table(&["xx", "xx", "--", "-x"]).kappa().unwrap();
        assert!((kappa - 0.5).abs() < 1e-12, "{kappa}");
        assert_eq!(table(&["xx", "--"]).kappa(), Some(1.0));
        assert_eq!(table(&["x-", "-x"]).kappa(), Some(-1.0));
        assert_eq!(table(&["xy", "xz"]).kappa(), Some(0.0));
    }

    #[test]
    fn it_is_undefined_where_only_one_label_is_there() {
        assert_eq!(table(&["--", "--"]).kappa(), None);
        assert_eq!(table(&["xx"]).kappa(), None);
        assert_eq!(table(&[]).kappa(), None);
        assert_eq!(table(&["x-"]).kappa(), Some(0.0));
    }
}
