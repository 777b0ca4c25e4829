//! What a reader sees of characters. Pure: no I/O, no screen, no article.

mod span;

pub use span::Span;
