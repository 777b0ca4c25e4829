//! How property tests run: each stands on its own, and leaves no file behind.

use proptest::prelude::ProptestConfig;

/// The usual settings, but that a failing case is printed and not written down: one worth keeping becomes a test.
pub fn unrecorded() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// The same with so many cases, or as many as `PINGDIAN_FUZZ_CASES` says: the inputs of tests that take any bytes never
/// come to an end.
pub fn fuzzed(cases: u32) -> ProptestConfig {
    let wanted = std::env::var("PINGDIAN_FUZZ_CASES").ok().and_then(|wanted| wanted.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(cases), max_shrink_iters: 4096, ..unrecorded() }
}
