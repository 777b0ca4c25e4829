//! CSV and TSV, read back.

use super::*;

#[test]
fn csv_reads_back() {
    let (out, _) = exported("csv", &hard_library()).unwrap();
    assert!(out.starts_with("\u{feff}id,article_id,article_title,"));
    assert!(out.ends_with("\r\n"));
    let mut reader = ::csv::Reader::from_reader(out.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), 18);
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 8);
    for (row, stored) in rows.iter().zip(hard_annotations()) {
        let quote = stored.annotation.span.of(HARD_TEXT);
        let expected = if quote.starts_with(['=', '"']) && quote.contains('=') {
            format!("'{quote}")
        } else {
            quote.into()
        };
        assert_eq!(row[5], expected);
        let (start, end): (usize, usize) = (row[6].parse().unwrap(), row[7].parse().unwrap());
        assert_eq!(HARD_TEXT.chars().skip(start).take(end - start).collect::<String>(), quote);
    }
    assert_eq!(&rows[1][10], "跨段\n第二行");
    assert_eq!(&rows[1][11], "國防部, \"發言人\"");
    assert_eq!(&rows[2][10], "'=HYPERLINK(\"x\")");
    assert_eq!(&rows[2][11], "'＠防衛省");
    assert_eq!(&rows[3][10], "'- 목록\n- 둘");
}

#[test]
fn csv_has_its_header_when_empty() {
    let (out, _) = exported("csv", &[]).unwrap();
    assert_eq!(out.matches("\r\n").count(), 1);
}

#[test]
fn tsv_has_the_same_cells() {
    let (csv, _) = exported("csv", &hard_library()).unwrap();
    let (tsv, _) = exported("tsv", &hard_library()).unwrap();
    assert!(tsv.starts_with("id\tarticle_id\t") && tsv.ends_with('\n') && !tsv.contains('\r'));
    let mut rows = ::csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let mut others = ::csv::ReaderBuilder::new().delimiter(b'\t').from_reader(tsv.as_bytes());
    assert_eq!(rows.headers().unwrap(), others.headers().unwrap());
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let others: Vec<_> = others.records().map(Result::unwrap).collect();
    assert_eq!(rows, others);
}

#[test]
fn attributes_are_a_cell_and_links_are_counted() {
    let (article, annotations, links) = linked();
    let (files, losses) =
        files_of("tsv", Marked { article: &article, annotations: &annotations, orphans: &[], links: &links });
    let mut reader = ::csv::ReaderBuilder::new().delimiter(b'\t').from_reader(files[""].as_bytes());
    let cells: Vec<String> = reader.records().map(|row| row.unwrap()[15].to_owned()).collect();
    assert_eq!(cells[0], "");
    assert_eq!(cells[1], r#"{"certainty":"likely","可查":"值得 查"}"#);
    let lost: Vec<_> = losses.iter().collect();
    assert_eq!(lost, [("links between annotations, for which it has no column", 2)]);
}
