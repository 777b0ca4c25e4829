//! `pingdian show --json`: all that is known of an article, its text and its blocks, as one object on one line.

use serde_json::{Map, Value, json};

use super::Shown;
use crate::article::Article;
use crate::cli::list;
use crate::export::write_json;
use crate::text::{Counter, OffsetUnit};

/// The object and its newline. Fields that `list --json` has are named as there; those that only a library knows are missing
/// from a file's article. Blocks are counted in code points of `text`, their ends exclusive.
pub(super) fn line(shown: &Shown) -> std::io::Result<Vec<u8>> {
    let Shown { article, uri, entry } = shown;
    let mut object: Map<String, Value> = match entry.as_ref().map(list::as_json) {
        Some(Value::Object(object)) => object,
        _ => Map::new(),
    };
    let own = json!({
        "title": article.title,
        "uri": uri,
        "script": article.script,
        "byline": article.metadata.byline,
        "published": article.metadata.published,
        "site": article.metadata.site,
        "language": article.metadata.language,
        "url": article.metadata.url,
        "guessed_encoding": article.guessed_encoding,
        "replaced": article.replaced,
        "text": article.text,
        "blocks": blocks(article),
    });
    if let Value::Object(own) = own {
        object.extend(own);
    }
    let mut line = Vec::new();
    write_json(&mut line, &object)?;
    line.push(b'\n');
    Ok(line)
}

fn blocks(article: &Article) -> Vec<Value> {
    let mut code_points = Counter::new(article.text.as_str(), OffsetUnit::CodePoints);
    let blocks = article.blocks.iter().map(|block| {
        let span = block.span();
        let (start, end) = (code_points.before(span.start), code_points.before(span.end));
        json!({"kind": block.kind, "start": start, "end": end, "repeated": block.repeated})
    });
    blocks.collect()
}
