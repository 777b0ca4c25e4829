//! What a page says about its article in JSON-LD (schema.org).

use dom_query::Document;
use serde_json::Value;

/// A longer script is none.
const LONGEST: usize = 1 << 20;

/// What is said of an article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct LinkedData {
    pub headline: String,
    pub byline: String,
    pub published: String,
    pub publisher: String,
    pub language: String,
}

impl LinkedData {
    /// What `document` says of the first article that it describes.
    pub fn of(document: &Document) -> LinkedData {
        let scripts = document.select("script[type=\"application/ld+json\"]");
        let found = scripts.iter().find_map(|script| {
            let text = script.text();
            if text.len() > LONGEST {
                return None;
            }
            // Many sites leave newlines in their strings.
            let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let value: Value = serde_json::from_str(text.trim().trim_end_matches(';')).ok()?;
            article(&value).map(LinkedData::from)
        });
        found.unwrap_or_default()
    }
}

impl From<&Value> for LinkedData {
    fn from(article: &Value) -> Self {
        let text = |field: &str| article[field].as_str().unwrap_or_default().trim().to_owned();
        LinkedData {
            headline: if text("headline").is_empty() { text("name") } else { text("headline") },
            byline: names(&article["author"]).join("、"),
            published: if text("datePublished").is_empty() {
                text("dateCreated")
            } else {
                text("datePublished")
            },
            publisher: names(&article["publisher"]).into_iter().next().unwrap_or_default(),
            language: text("inLanguage"),
        }
    }
}

/// The first article in `value`: itself, or one in a list or a graph.
fn article(value: &Value) -> Option<&Value> {
    let is_article = |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report";
    let kinds = match &value["@type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is_article),
        kind => kind.as_str().is_some_and(is_article),
    };
    if kinds {
        return Some(value);
    }
    let list = value.as_array().or_else(|| value["@graph"].as_array())?;
    list.iter().find_map(article)
}

/// The names of people or organisations.
fn names(value: &Value) -> Vec<String> {
    let own = |name: &str| vec![name.trim().to_owned()];
    let mut names = match value {
        Value::String(name) => own(name),
        Value::Array(list) => list.iter().flat_map(names).collect(),
        other => other["name"].as_str().map(own).unwrap_or_default(),
    };
    names.retain(|name| !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::LinkedData;

    fn of(json: &str) -> LinkedData {
        LinkedData::of(&Document::from(format!("<script type=\"application/ld+json\">{json}</script>")))
    }

    #[test]
    fn an_article_is_found_wherever_it_stands() {
        let article = r#"{"@type": ["NewsArticle"], "headline": "河水
            漲了", "author": [{"name": "林水"}, "陳山"], "publisher": {"name": "河報"},
            "datePublished": "2026-02-10T08:00:00+08:00"}"#;
        for json in [
            article.to_owned(),
            format!("[{{\"@type\": \"WebSite\"}}, {article}]"),
            format!("{{\"@graph\": [{{\"@type\": \"WebPage\"}}, {article}]}};"),
        ] {
            let found = of(&json);
            assert!(found.headline.starts_with("河水") && found.headline.ends_with("漲了"));
            assert_eq!(
                (found.byline.as_str(), found.publisher.as_str(), found.published.as_str()),
                ("林水、陳山", "河報", "2026-02-10T08:00:00+08:00")
            );
        }
    }

    #[test]
    fn what_is_no_article_or_no_json_says_nothing() {
        let deep = "[".repeat(100_000);
        for json in ["", "{", "{\"@type\": \"WebSite\", \"name\": \"河報\"}", "3", &deep] {
            assert_eq!(of(json), LinkedData::default());
        }
    }
}
