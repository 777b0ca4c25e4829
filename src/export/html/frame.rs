//! The page around the articles: its head with policy and style, the legend, and the tables at the end.

use std::io::{self, Write};

use crate::annotation::Balance;

use super::chart;
use super::escape::Escaped;
use super::index::Index;
use super::labels::Labels;
use super::style::{policy, sheet};
use super::tables;
use super::text::Sign;

/// What stands before the first article.
pub(super) fn write_head(out: &mut dyn Write, labels: &Labels) -> io::Result<()> {
    let sheet = sheet(labels.colours());
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"pingdian {}\">\n<title>Annotated articles</title>\n\
         <style>{sheet}</style>\n</head>\n<body>\n<header>\n<h1>Annotated articles</h1>\n",
        policy(&sheet),
        env!("CARGO_PKG_VERSION"),
    )?;
    write_legend(out, labels)?;
    writeln!(out, "<p><a href=\"#end\">Balance, sources and links: at the end</a></p>\n</header>\n<main>")
}

/// The labels with their signs, and how passages are shown.
fn write_legend(out: &mut dyn Write, labels: &Labels) -> io::Result<()> {
    if labels.all().is_empty() {
        return Ok(());
    }
    writeln!(out, "<dl class=\"legend\">")?;
    for label in labels.all() {
        writeln!(
            out,
            "<div><dt><span class=\"key {0}\" aria-hidden=\"true\">{1}</span> <mark class=\"{0} n0\">{2}</mark></dt>\
             <dd>{3}</dd></div>",
            label.class,
            Sign(label.sign),
            Escaped(&label.name),
            Escaped(&label.description)
        )?;
    }
    writeln!(out, "</dl>")?;
    writeln!(
        out,
        "<p class=\"how\">A tagged passage has its sign and number where it begins and where it ends; what is said of it \
         stands beside it, or below where the page is narrow. A passage with a label that is not listed here has the \
         sign ?.</p>"
    )
}

/// What stands after the last article: the balance of them all, and the tables that have anything in them.
pub(super) fn write_end(out: &mut dyn Write, labels: &Labels, index: &Index) -> io::Result<()> {
    let articles = index.contents.len();
    writeln!(
        out,
        "<section id=\"end\" aria-labelledby=\"together\">\n<h2 id=\"together\">All together</h2>"
    )?;
    writeln!(
        out,
        "<p>{} in {}.</p>",
        counted(index.annotations, "annotation"),
        counted(articles, "article")
    )?;
    if articles > 1 {
        let mut balance = Balance::default();
        index.contents.iter().for_each(|entry| balance.add(&entry.balance));
        tables::write_contents(out, labels, index)?;
        chart::write(out, labels, &balance, "Balance of all articles")?;
    }
    if !index.sources.is_empty() {
        tables::write_sources(out, labels, index)?;
    }
    if !index.links.is_empty() {
        tables::write_links(out, labels, index)?;
    }
    writeln!(out, "</section>\n</main>\n</body>\n</html>")
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
