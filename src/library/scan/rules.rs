//! Which files of a folder are taken for articles.

use std::path::Path;

use ignore::overrides::{Override, OverrideBuilder};

/// Which files of a folder are taken for articles, besides those that `.pingdianignore` and `.ignore` files in it
/// leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Globs as in `.gitignore`, but the other way about: where there are any without `!`, only what one of them
    /// matches; and nothing that one with `!` matches. Of several that match the last decides.
    pub globs: Vec<String>,
    /// Whether `.gitignore` files are heeded too. They mostly speak of what programs make, and articles may be that.
    pub gitignore: bool,
}

/// A glob that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{glob}` is no glob: {reason}")]
pub struct BadGlob {
    /// As it was given.
    pub glob: String,
    /// What is wrong, in words.
    pub reason: String,
}

impl Rules {
    /// Whether all globs are some.
    ///
    /// # Errors
    ///
    /// The first that is none.
    pub fn check(&self) -> Result<(), BadGlob> {
        self.of(Path::new("")).map(drop)
    }

    /// The globs, as they speak of what lies in `root`.
    pub(super) fn of(&self, root: &Path) -> Result<Override, BadGlob> {
        let mut builder = OverrideBuilder::new(root);
        for glob in &self.globs {
            builder.add(glob).map_err(|error| bad(glob, &error))?;
        }
        builder.build().map_err(|error| bad("", &error))
    }
}

fn bad(glob: &str, error: &ignore::Error) -> BadGlob {
    let reason = match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    };
    BadGlob { glob: glob.to_owned(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_that_is_none_is_told() {
        let rules = |globs: &[&str]| Rules {
            globs: globs.iter().map(|&glob| glob.into()).collect(),
            gitignore: false,
        };
        assert_eq!(rules(&["*.txt", "!草稿*", "a/**/b"]).check(), Ok(()));
        let bad = rules(&["*.txt", "[a"]).check().unwrap_err();
        assert_eq!(bad.glob, "[a");
        assert!(bad.to_string().contains("unclosed"), "{bad}");
    }
}
