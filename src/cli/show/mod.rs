//! `pingdian show`: one article on standard output, as the reading pane wraps it, as kept, or as JSON.

mod json;

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::sync::Arc;

use super::args::{ChineseScript, Show};
use super::articles::{first_in, known, located};
use super::setup::Setup;
use super::{Failure, complain, print};
use crate::app::{Document, Layout, Row};
use crate::article::{Article, Script};
use crate::export::VisibleWriter;
use crate::library::{ArticleEntry, file_uri, with_fragment};
use crate::text::{Conversion, Measure, Usage, clusters, fitted, trim_blank_end};
use crate::ui::image_words;

/// Columns where there is no terminal to ask.
const COLUMNS: usize = 80;

/// An article and where it was found.
struct Shown {
    article: Article,
    uri: String,
    /// What the library says of it, where it was found there.
    entry: Option<ArticleEntry>,
}

/// Prints the article. A file need not be in the library.
pub fn run(setup: &Setup, show: &Show) -> Result<(), Failure> {
    let found = find(setup, show)?;
    if show.json {
        return print(json::line(&found)?);
    }
    let Shown { article, .. } = found;
    if show.plain {
        return print_plain(&article.text);
    }
    let measure = Measure {
        cells: show.width.map_or_else(terminal_width, usize::from),
        ambiguous: setup.ambiguous(show.ambiguous).unwrap_or_default(),
        hanging: show.hanging || setup.configuration.hanging,
    };
    let conversion = match show.script {
        Some(wanted) => conversion(article.script, wanted, setup.configuration.other_script)?,
        None => None,
    };
    let mut document = Document::new(Arc::new(article));
    document.convert(conversion);
    print(rendering(&document, measure))
}

fn find(setup: &Setup, show: &Show) -> Result<Shown, Failure> {
    if let Some(file) = located(&show.article) {
        let (article, notice) = first_in(&file.path, file.fragment.as_deref(), &setup.options())?;
        notice.iter().for_each(|notice| complain(notice));
        let uri = file_uri(&std::fs::canonicalize(&file.path)?);
        let uri = file.fragment.iter().fold(uri, |uri, fragment| with_fragment(&uri, fragment));
        return Ok(Shown { article, uri, entry: None });
    }
    let store = setup.existing_store()?;
    let found = known(&store, &show.article)?;
    let entry = store.entry(found)?;
    Ok(Shown { article: store.text(found)?.into_article(), uri: entry.uri.clone(), entry: Some(entry) })
}

/// Prints the text as kept. A terminal is shown its controls as visible signs.
fn print_plain(text: &str) -> Result<(), Failure> {
    if !io::stdout().is_terminal() {
        return print(text);
    }
    let mut visible = Vec::with_capacity(text.len());
    let mut writer = VisibleWriter::new(&mut visible);
    writer.write_all(text.as_bytes())?;
    writer.finish()?;
    print(visible)
}

/// The columns of the terminal on standard output, or of a usual one where there is none.
pub(super) fn terminal_width() -> usize {
    let columns = crate::terminal::size().map(|size| size.width as usize);
    columns.unwrap_or(COLUMNS).clamp(Measure::NARROWEST, 10_000)
}

/// What leads from an article's script to the wanted one; nothing where it is that one. What is Traditional is taken to be
/// of `usage`.
fn conversion(script: Script, wanted: ChineseScript, usage: Usage) -> Result<Option<Conversion>, Failure> {
    let region = match wanted {
        ChineseScript::Simplified => None,
        ChineseScript::Traditional => Some(Usage::Standard),
        ChineseScript::Taiwan => Some(Usage::Taiwan),
        ChineseScript::HongKong => Some(Usage::HongKong),
    };
    match (script, region) {
        (Script::Simplified, None) => Ok(None),
        (Script::Simplified, Some(usage)) => Ok(Some(Conversion::ToTraditional(usage))),
        (Script::Traditional, None) => Ok(Some(Conversion::ToSimplified(usage))),
        (Script::Traditional, Some(Usage::Standard)) => Ok(None),
        (Script::Traditional, Some(usage)) => Ok(Some(Conversion::Variants(usage))),
        (Script::Japanese | Script::Korean | Script::Other, _) => {
            let message = format!(
                "The article is not Chinese ({}), and has no other script; leave out --script",
                script.name()
            );
            Err(Failure { message, status: 1 })
        }
    }
}

/// The article in lines that fit `measure`, a blank line between blocks.
fn rendering(document: &Document, measure: Measure) -> String {
    let mut layout = Layout::new(measure);
    let mut out = String::new();
    let mut row = Row::default();
    let last = layout.last(document);
    while document.pieces() > 0 {
        let wrapped = layout.wrapped(document, row.piece);
        let converted = document.converted(row.piece);
        let own = || document.piece(row.piece).of(document.text());
        let text = converted.as_ref().map_or_else(own, |converted| &converted.text);
        if row.line < wrapped.lines.len() {
            let bytes = wrapped.line_bytes(row.line);
            let line: String = clusters(trim_blank_end(&text[bytes]))
                .map(|(_, cluster)| fitted(cluster, measure.cells, measure.ambiguous).0)
                .collect();
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{line}");
        } else if row.line == 0 {
            let _ = writeln!(out, "{}", image_words(text, measure.cells, measure.ambiguous));
        } else {
            out.push('\n');
        }
        if row == last {
            break;
        }
        row = layout.down(document, row, 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::Article;
    use crate::properties::unrecorded;
    use crate::text::{Ambiguous, is_blank, line_cells, shown};

    fn shown_as(text: &str, cells: usize, ambiguous: Ambiguous) -> String {
        let document = Document::new(Arc::new(Article::from_text(text.to_owned())));
        rendering(&document, Measure { cells, ambiguous, hanging: false })
    }

    #[test]
    fn separators_at_the_ends_of_lines_are_shown() {
        let signs = "<2028>一<2029>\n\n二<0085>␌␋\n";
        assert_eq!(shown_as("\u{2028}一\u{2029}\n二\u{85}\u{c}\u{b}\n", 40, Ambiguous::Narrow), signs);
    }

    #[test]
    fn what_stands_for_an_image_fits() {
        let image = "![碼頭的早晨，“船”還沒有來](a.png)\n";
        let shown = |cells, ambiguous| shown_as(image, cells, ambiguous);
        assert_eq!(shown(40, Ambiguous::Narrow), "[image: 碼頭的早晨，“船”還沒有來]\n");
        assert_eq!(shown(24, Ambiguous::Narrow), "[image: 碼頭的早晨，...]\n");
        assert_eq!(shown(27, Ambiguous::Narrow), "[image: 碼頭的早晨，“船...]\n");
        assert_eq!(shown(27, Ambiguous::Wide), "[image: 碼頭的早晨，“...]\n");
        assert_eq!(shown(2, Ambiguous::Wide), ".]\n");
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn nothing_is_lost_and_nothing_too_wide(
            text in "[一-三a。“\"! \n\t\u{b}\u{c}\u{85}\u{2028}\u{2029}\u{3000}\u{200b}\u{301}]{0,80}",
            cells in 8usize..40, wide: bool,
        ) {
            let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
            let printed = shown_as(&text, cells, ambiguous);
            prop_assert!(printed.lines().all(|line| line_cells(line, ambiguous) <= cells), "{printed:?}");
            let seen = |text: &str| text.chars().filter(|&c| c != '\n' && !is_blank(c)).collect::<String>();
            let signs: String = text.split('\n').flat_map(clusters).map(|(_, cluster)| shown(cluster)).collect();
            prop_assert_eq!(seen(&printed), seen(&signs));
        }
    }
}
