//! How property tests run: each stands on its own, and leaves no file behind.

use proptest::prelude::ProptestConfig;

/// The usual settings, but that a failing case is printed and not written down: one worth keeping becomes a test.
pub fn unrecorded() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}
