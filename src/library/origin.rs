//! Whose articles are compared with each other in looking for boilerplate.

use rusqlite::{Connection, params};

use super::error::Fault;
use super::examining::{Examined, Neighbour, Recurring, Sketch, recurring};
use super::{ArticleId, Incoming};

/// How many articles of an origin are looked at on either side of one.
const NEIGHBOURS: i64 = 100;

/// The number of the origin of an article: of its site; where none is known of the host, the file or the folder it came
/// from. 0 where it came from none of these.
fn origin(incoming: &Incoming) -> i64 {
    let site = incoming.article.metadata.site.trim();
    let uri = incoming.uri;
    let name = if !site.is_empty() {
        site
    } else if let Some((file, _)) = uri.strip_prefix("file://").and_then(|_| uri.split_once('#')) {
        file
    } else if uri.starts_with("file://") {
        uri.rsplit_once('/').map_or("", |(folder, _)| folder)
    } else if let Some((scheme, rest)) = uri.split_once("://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        &uri[..scheme.len() + "://".len() + host.len()]
    } else {
        ""
    };
    if name.is_empty() {
        return 0;
    }
    let [a, b, c, d, e, f, g, h, ..] = *blake3::hash(name.as_bytes()).as_bytes();
    i64::from_le_bytes([a, b, c, d, e, f, g, h])
}

/// Keeps what the article's newest text is compared by.
pub(super) fn keep(
    connection: &Connection,
    incoming: &Incoming,
    id: ArticleId,
    examined: &Examined,
) -> Result<(), Fault> {
    let lines: Vec<u8> = examined.lines.iter().flat_map(|line| line.to_le_bytes()).collect();
    let sketch = examined.sketch.as_ref().map_or(&[][..], Sketch::bytes);
    let mut statement =
        connection.prepare_cached("INSERT OR REPLACE INTO examined VALUES (?1, ?2, ?3, ?4)")?;
    statement.execute(params![id.0, origin(incoming), sketch, lines])?;
    Ok(())
}

/// Which of the article's lines recur in others of its origin.
pub(super) fn recurring_of(connection: &Connection, id: ArticleId) -> Result<Recurring, Fault> {
    let mut own = connection.prepare_cached(
        "SELECT origin, coalesce(like_article, id), sketch, lines FROM examined JOIN article ON id = article
         WHERE article = ?1",
    )?;
    let mut rows = own.query([id.0])?;
    let Some(row) = rows.next()? else {
        return Ok(Recurring::default());
    };
    let (origin, of): (i64, i64) = (row.get(0)?, row.get(1)?);
    let sketch = Sketch::from_bytes(row.get_ref(2)?.as_blob()?);
    let lines = lines_of(row.get_ref(3)?.as_blob()?);
    if origin == 0 || lines.is_empty() {
        return Ok(Recurring::default());
    }
    let mut neighbours = Vec::new();
    for side in [
        "SELECT coalesce(like_article, id), sketch, lines FROM examined JOIN article ON id = article
         WHERE origin = ?1 AND article < ?2 ORDER BY article DESC LIMIT ?3",
        "SELECT coalesce(like_article, id), sketch, lines FROM examined JOIN article ON id = article
         WHERE origin = ?1 AND article > ?2 ORDER BY article LIMIT ?3",
    ] {
        let mut statement = connection.prepare_cached(side)?;
        let mut rows = statement.query([origin, id.0, NEIGHBOURS])?;
        while let Some(row) = rows.next()? {
            neighbours.push(Neighbour {
                of: row.get(0)?,
                sketch: Sketch::from_bytes(row.get_ref(1)?.as_blob()?),
                lines: lines_of(row.get_ref(2)?.as_blob()?),
            });
        }
    }
    Ok(recurring(of, sketch.as_ref(), &lines, &neighbours))
}

fn lines_of(bytes: &[u8]) -> Vec<u32> {
    let (lines, _) = bytes.as_chunks::<4>();
    lines.iter().map(|line| u32::from_le_bytes(*line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::FileStamp;
    use crate::library::tests::article;

    #[test]
    fn origins() {
        let of = |uri: &str, site: &str| {
            let mut article = article("文");
            article.metadata.site = site.to_owned();
            origin(&Incoming { uri, article: &article, stamp: FileStamp::default() })
        };
        assert_eq!(of("file:///a/1.txt", ""), of("file:///a/2.txt", ""));
        assert_ne!(of("file:///a/1.txt", ""), of("file:///b/1.txt", ""));
        assert_eq!(of("file:///a/1.txt", "河報"), of("https://example.org/1", "河報"));
        assert_eq!(of("file:///a/1.jsonl#1", ""), of("file:///a/1.jsonl#2/3", ""));
        assert_ne!(of("file:///a/1.jsonl#1", ""), of("file:///a/2.jsonl#1", ""));
        assert_eq!(of("https://example.org/1/2", ""), of("https://example.org/3?a=b", ""));
        assert_ne!(of("https://example.org/1", ""), of("https://example.com/1", ""));
        assert_eq!(of("sample:a", ""), 0);
    }
}
