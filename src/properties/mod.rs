//! Property tests: how they run, and those that feed every parser with foreign bytes.
//!
//! Those bytes are small valid examples, changed at random ([`mutated`]). A few seconds a kind suffice beside the other
//! tests; `PINGDIAN_FUZZ_CASES=20000 cargo test properties` looks harder. What was once found stays in `found/`, a file
//! an input, and is tried first.

mod articles;
mod imports;
mod mutation;
mod settings;

pub use mutation::{Input, Mutation, mutated, mutations};

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

/// The inputs in which something was found, of one kind: the files `found/KIND-*`.
pub fn found(kind: &str) -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/properties/found");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.file_name().unwrap().to_string_lossy().starts_with(&format!("{kind}-")));
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}
