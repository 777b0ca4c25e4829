//! Krippendorff's alpha for names without an order (K. Krippendorff, *Content Analysis*, chapter 11), two readers, no
//! unit left out.

use super::Table;

impl Table {
    /// Krippendorff's alpha: 1 where both agree on every unit, 0 where they agree as often as labels drawn from all
    /// that both gave would. Unlike kappa it takes the two for one another's equals, and allows for few units.
    /// `None` where there is no unit, or all labels of both are one.
    pub fn alpha(&self) -> Option<f64> {
        let values = 2 * u128::from(self.units());
        let same: u128 = self.margins().iter().map(|&(a, b)| u128::from(a + b) * u128::from(a + b)).sum();
        let expected = values * values - same;
        if expected == 0 {
            return None;
        }
        let observed = 2 * u128::from(self.units() - self.agreed()) * (values - 1);
        Some(1.0 - observed as f64 / expected as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::table;

    #[test]
    fn it_is_agreement_beyond_chance() {
        // By hand: 8 values, 5 of x and 3 of none; 30 pairs expected apart, 2 are, times 7.
        let alpha = table(&["xx", "xx", "--", "-x"]).alpha().unwrap();
        assert!((alpha - (1.0 - 14.0 / 30.0)).abs() < 1e-12, "{alpha}");
        assert_eq!(table(&["xx", "--"]).alpha(), Some(1.0));
        assert_eq!(table(&["x-"]).alpha(), Some(0.0));
    }

    #[test]
    fn it_is_undefined_where_only_one_label_is_there() {
        assert_eq!(table(&["--", "--"]).alpha(), None);
        assert_eq!(table(&["xx"]).alpha(), None);
        assert_eq!(table(&[]).alpha(), None);
    }
}
