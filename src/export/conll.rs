//! CoNLL-U Plus: a token a line with its label as BIO, for taggers of sequences and for corpus tools.
//!
//! Rules: Universal Dependencies' descriptions of CoNLL-U and CoNLL-U Plus, and the reader `conllu`. The columns are `ID`,
//! `FORM`, `PINGDIAN:LABEL` and `MISC`; the third is `B-claim`, `I-claim` or `O`. An annotation that goes over several
//! sentences begins anew in each. `MISC` says of each token where it stands in the article's text, `Start` and `End` in
//! code points, and names its `Annotation`: the first start and the last end of one name are the annotation's own.
//!
//! A token has one label: of annotations that overlap the longest is kept, of equally long ones the first. White space in
//! a label's name stands as `_`. It has no place for notes, sources, attributes and links.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use super::disjoint::disjoint;
use super::links::Links;
use super::tokens::{Token, is_separator, sentences_by_line, tokens};
use super::{Format, Losses, Output, Passage, Passages, Shape, Tokens, Writer};
use crate::annotation::Annotation;
use crate::library::Marked;
use crate::text::{Counter, OffsetUnit, Span, acts};

pub(super) const FORMAT: Format = Format {
    name: "conll",
    description: "CoNLL-U Plus, a token a line with BIO: for taggers",
    extension: "conllup",
    shape: Shape::File,
    holds_orphans: false,
    offsets: "code points",
    make: |options| Box::new(Conll { unit: options.tokens, losses: Losses::default() }),
};

struct Conll {
    unit: Tokens,
    losses: Losses,
}

impl Writer for Conll {
    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        writeln!(out, "# global.columns = ID FORM PINGDIAN:LABEL MISC")
    }

    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let article = marked.article;
        let kept = self.keep(marked, passages);
        let lines: Vec<Vec<Span>> = sentences_by_line(&article.text).collect();
        let edges = |span: &Span| [span.start, span.end];
        let cuts: BTreeSet<usize> = kept
            .iter()
            .map(|annotation| &annotation.span)
            .chain(lines.iter().flatten())
            .flat_map(edges)
            .collect();
        let all = tokens(&article.text, self.unit, &cuts);
        let code_points = Counter::new(article.text.as_str(), OffsetUnit::CodePoints);
        let mut rows = Rows { text: &article.text, kept: &kept, code_points };
        let mut number = 0;
        for line in lines {
            let mut begins_line = true;
            for sentence in line {
                let within = tokens_within(&all, sentence);
                if within.iter().all(|token| token.blank) {
                    continue;
                }
                number += 1;
                if number == 1 {
                    writeln!(out, "# newdoc id = {}", article.id.0)?;
                    writeln!(out, "# title = {}", one_line(&article.title))?;
                    writeln!(out, "# uri = {}", one_line(&article.uri))?;
                }
                if std::mem::take(&mut begins_line) {
                    writeln!(out, "# newpar")?;
                }
                writeln!(out, "# sent_id = {}-{number}", article.id.0)?;
                writeln!(out, "# text = {}", one_line(sentence.of(&article.text)))?;
                rows.write(out, within)?;
                writeln!(out)?;
            }
        }
        Ok(())
    }

    fn losses(&self) -> Losses {
        self.losses.clone()
    }
}

impl Conll {
    /// The annotations that have a token and overlap none that is kept, in the text's order; what the others hold is counted.
    fn keep<'a>(&mut self, marked: Marked<'a>, passages: Passages<'a>) -> Vec<&'a Annotation> {
        let blank = |passage: &Passage<'_>| passage.quote.chars().all(is_separator);
        let (blanks, passages): (Vec<_>, Vec<_>) = passages.partition(blank);
        self.losses.leave_out("annotations of white space alone", blanks.len());
        let flags = disjoint(&passages);
        let overlapping = flags.iter().filter(|kept| !**kept).count();
        self.losses
            .leave_out("annotations that overlap a longer one, or one as long before them", overlapping);
        self.losses.add("links between annotations, for which it has no column", Links::of(marked).len());
        let mut kept = Vec::with_capacity(passages.len() - overlapping);
        for (passage, _) in passages.iter().zip(flags).filter(|(_, kept)| *kept) {
            let annotation = &passage.stored.annotation;
            let ends_blank = passage.quote.starts_with(is_separator) || passage.quote.ends_with(is_separator);
            self.losses
                .add("passages' ends in white space; the rest of them is there", usize::from(ends_blank));
            let spaced = annotation.label.contains(is_separator);
            self.losses.add("labels' white space, which stands as _", usize::from(spaced));
            self.losses.add_said(annotation);
            kept.push(annotation);
        }
        kept.sort_by_key(|annotation| annotation.span);
        kept
    }
}

/// Writes the rows of an article's sentences, which come in order.
struct Rows<'a> {
    text: &'a str,
    /// Side by side, in order.
    kept: &'a [&'a Annotation],
    code_points: Counter<&'a str>,
}

impl Rows<'_> {
    fn write(&mut self, out: &mut dyn Output, sentence: &[Token]) -> io::Result<()> {
        let mut before = None;
        let mut number = 0;
        for (place, token) in sentence.iter().enumerate().filter(|(_, token)| !token.blank) {
            number += 1;
            let Range { start, end } = self.code_points.range(token.span);
            let next = self.kept.partition_point(|annotation| annotation.span.end <= token.span.start);
            let annotation = self.kept.get(next).filter(|annotation| annotation.span.covers(token.span));
            let label = match annotation {
                None => "O".to_owned(),
                Some(annotation) => {
                    let begins = before != Some(next);
                    let name = annotation.label.replace(is_separator, "_");
                    format!("{}-{name}", if begins { "B" } else { "I" })
                }
            };
            before = annotation.map(|_| next);
            write!(out, "{number}\t{}\t{label}\tStart={start}|End={end}", token.span.of(self.text))?;
            if let Some(annotation) = annotation {
                write!(out, "|Annotation={}", annotation.id.0)?;
            }
            let touches = sentence.get(place + 1).is_some_and(|next| !next.blank);
            writeln!(out, "{}", if touches { "|SpaceAfter=No" } else { "" })?;
        }
        Ok(())
    }
}

fn tokens_within(all: &[Token], span: Span) -> &[Token] {
    let first = all.partition_point(|token| token.span.end <= span.start);
    let past = all.partition_point(|token| token.span.start < span.end);
    &all[first..past]
}

/// What a comment holds of `text`: whatever would end the line, or act, is a space.
fn one_line(text: &str) -> String {
    text.replace(|character| is_separator(character) || acts(character), " ")
}
