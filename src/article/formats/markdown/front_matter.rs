//! What stands before a text in Markdown and speaks about it: `key: value` lines between `---` (YAML) or `+++` (TOML).
//!
//! Of YAML, what front matter is made of is read: words, quoted or not, and lists of them.

use crate::article::formats::dates::iso_date;
use crate::article::formats::language::language_tag;
use crate::article::{Metadata, web_address};

/// Front matter has no more lines than this.
const MOST_LINES: usize = 200;

/// What front matter says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub title: String,
    pub metadata: Metadata,
}

impl FrontMatter {
    /// The front matter of `text`, and what follows it; all of the text where there is none.
    pub fn split(text: &str) -> (Option<FrontMatter>, &str) {
        let Some((fence, inner)) = ["---", "+++"].into_iter().find_map(|fence| {
            let rest = text.strip_prefix(fence)?.trim_start_matches([' ', '\t']);
            rest.strip_prefix('\n').map(|inner| (fence, inner))
        }) else {
            return (None, text);
        };
        let mut at = 0;
        for line in inner.split_inclusive('\n').take(MOST_LINES) {
            let is_end = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
            if is_end {
                let fields = if fence == "+++" { toml(&inner[..at]) } else { Some(yaml(&inner[..at])) };
                // A rule at the beginning and another further down are no front matter.
                return match fields.filter(|fields| !fields.is_empty()) {
                    Some(fields) => (Some(FrontMatter::from(fields)), &inner[at + line.len()..]),
                    None => (None, text),
                };
            }
            at += line.len();
        }
        (None, text)
    }

    /// Whether it says anything that is known to it.
    pub fn tells(&self) -> bool {
        *self != FrontMatter::default()
    }
}

/// Names of fields that may hold the article's address. Some name their source by it.
const ADDRESSES: [&str; 10] =
    ["url", "link", "canonical", "permalink", "網址", "网址", "連結", "链接", "원문", "source"];

/// Names of fields, in lower case, and their values.
type Fields = Vec<(String, Vec<String>)>;

impl From<Fields> for FrontMatter {
    fn from(fields: Fields) -> Self {
        let values = |names: &[&str]| {
            let found = names.iter().find_map(|name| fields.iter().find(|(own, _)| own == name));
            found.map(|(_, values)| values.join("、")).unwrap_or_default()
        };
        FrontMatter {
            title: values(&["title", "標題", "标题", "タイトル", "제목"]),
            metadata: Metadata {
                byline: values(&["author", "authors", "byline", "作者", "記者", "记者", "著者"]),
                published: iso_date(&values(&["date", "published", "created", "日期"])).unwrap_or_default(),
                site: values(&["site", "source", "publisher", "publication", "來源", "来源"]),
                language: language_tag(&values(&["lang", "language", "locale"])).unwrap_or_default(),
                url: ADDRESSES
                    .iter()
                    .map(|name| web_address(&values(&[name])).into_owned())
                    .find(|address| !address.is_empty())
                    .unwrap_or_default(),
            },
        }
    }
}

fn toml(text: &str) -> Option<Fields> {
    let table: toml::Table = text.parse().ok()?;
    let words = |value: &toml::Value| match value {
        toml::Value::String(words) => words.clone(),
        other => other.to_string(),
    };
    let values = |value: &toml::Value| match value {
        toml::Value::Array(list) => list.iter().map(words).collect(),
        other => vec![words(other)],
    };
    Some(table.iter().map(|(name, value)| (name.to_lowercase(), values(value))).collect())
}

fn yaml(text: &str) -> Fields {
    let mut fields = Fields::new();
    for line in text.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some((_, values)) = fields.last_mut() {
                values.extend(scalar(item));
            }
            continue;
        }
        // What is indented belongs to a value that is no word.
        if line.starts_with([' ', '\t', '#']) {
            continue;
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        if !(value.is_empty() || value.starts_with([' ', '\t'])) {
            continue;
        }
        let value = value.trim();
        let values = match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
            Some(list) => list.split(',').filter_map(scalar).collect(),
            None => scalar(value).into_iter().collect(),
        };
        fields.push((name.trim().trim_matches(['"', '\'']).to_lowercase(), values));
    }
    fields
}

/// A word or words, without quotation marks and comments.
fn scalar(words: &str) -> Option<String> {
    let words = words.trim();
    for quote in ['"', '\''] {
        if let Some((inner, _)) = words.strip_prefix(quote).and_then(|rest| rest.rsplit_once(quote)) {
            let plain = match quote {
                '"' => inner.replace("\\\"", "\"").replace("\\\\", "\\"),
                _ => inner.replace("''", "'"),
            };
            return (!plain.is_empty()).then_some(plain);
        }
    }
    let plain = words.split(" #").next().unwrap_or_default().trim();
    (!matches!(plain, "" | "~" | "null" | "|" | ">")).then(|| plain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::FrontMatter;

    #[test]
    fn yaml_and_toml_say_the_same() {
        for text in [
            "---\ntitle: \"水位: 一年\"\nauthors:\n  - 杜聽濤\n  - '簡水'\ndate: 2026-03-10 # 週二\ntags: [水]\nsource: 潮聲日報\nurl: https://example.org/1\nlang: zh-tw\n---\n\n正文",
            "---\r\ntitle: '水位: 一年'\r\nauthor: [杜聽濤, 簡水]\r\ndate: 2026年3月10日\r\nsite: 潮聲日報\r\nlink: 一\r\nsource: https://example.org/1\r\nlanguage: zh_TW\r\n...\r\n\n正文",
            "+++\ntitle = \"水位: 一年\"\nauthors = [\"杜聽濤\", \"簡水\"]\ndate = 2026-03-10\nsource = \"潮聲日報\"\npermalink = \"https://example.org/1\"\nlang = \"zh-TW\"\n+++\n\n正文",
        ] {
            let text = text.replace("\r\n", "\n");
            let (found, rest) = FrontMatter::split(&text);
            let found = found.unwrap();
            assert_eq!(found.title, "水位: 一年");
            assert_eq!(found.metadata.byline, "杜聽濤、簡水");
            assert_eq!(found.metadata.published, "2026-03-10");
            assert_eq!(found.metadata.site, "潮聲日報");
            assert_eq!(found.metadata.language, "zh-TW");
            assert_eq!(found.metadata.url, "https://example.org/1");
            assert_eq!(rest.trim(), "正文");
        }
    }

    #[test]
    fn rules_are_no_front_matter() {
        for text in
            ["---\n\n甲\n\n---\n乙", "---\n甲：乙\n---\n", "---", "--- 甲\n---", "+++\n= 3\n+++\n", "正文"]
        {
            assert_eq!(FrontMatter::split(text), (None, text));
        }
        assert!(!FrontMatter::split("---\nweight: 3\n---\n").0.unwrap().tells());
    }
}
