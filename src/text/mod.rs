//! What a reader sees of characters. Pure: no I/O, no screen, no article.

mod blank;
mod breaks;
mod clause;
mod clusters;
mod conversion;
mod counter;
mod figures;
mod fitted;
mod fold;
mod marks;
mod one_line;
mod password;
mod pieces;
mod search;
mod sentence;
mod shortened;
mod span;
mod units;
mod visible;
mod width;
mod wrap;

pub use blank::{is_blank, trim_blank_end};
pub use clause::clauses;
pub use conversion::{Conversion, Converted, Usage};
pub use counter::{Counter, OffsetUnit};
pub use figures::{Date, Figure, Meaning, Number, figures};
pub use fitted::fitted;
pub use fold::fold;
pub use one_line::one_line;
pub use password::without_password;
pub use pieces::pieces;
pub use search::{
    BREAK, Case, PASSED, Pattern, PatternError, Query, Texture, UNIT_BYTES, UnitPattern, fold_into,
    is_passed_over, search_fold, surroundings, unit_of,
};
pub use sentence::sentences;
pub use shortened::shortened;
pub use span::Span;
pub use units::{cluster_spans, word_boundaries, word_spans};
pub use visible::{acts, hidden, push_sign, shown, visible};
pub use width::{Ambiguous, cluster_cells, drawn_cells, is_ambiguous, line_cells};
pub use wrap::{Cluster, Line, Measure, Wrapped, wrap, wrap_row};

pub use clusters::{clusters, is_cluster_boundary};
