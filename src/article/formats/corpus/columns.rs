//! Which field of a record holds what: told by the names that corpora in Chinese, Japanese, Korean and English give
//! their columns, unless the user names them.

use serde::Deserialize;

/// The columns that the user names. What is not named, or is missing from a record, is told by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Columns {
    /// Where titles stand.
    pub title: Option<String>,
    /// Where texts stand.
    pub text: Option<String>,
    /// Where dates of publication stand.
    pub date: Option<String>,
    /// Where it stands who published the article.
    pub source: Option<String>,
    /// What must stand in the columns named, and in no other.
    #[serde(skip)]
    pub required: Vec<Role>,
}

/// What a field can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The article's title.
    Title,
    /// Its words.
    Text,
    /// When it was published.
    Date,
    /// Who published it.
    Source,
    /// Who wrote it.
    Author,
    /// Its address.
    Address,
    /// The tag of its language.
    Language,
    /// What tells it from the other records.
    Id,
}

/// How many roles there are.
pub const ROLES: usize = 8;

/// The names of each role's columns, the likelier ones first, in lower case and without blanks, `_` and `-`.
const NAMES: [(Role, &[&str]); ROLES] = [
    (
        Role::Title,
        &[
            "title",
            "headline",
            "標題",
            "标题",
            "題目",
            "题目",
            "題名",
            "タイトル",
            "見出し",
            "제목",
            "articletitle",
            "newstitle",
        ],
    ),
    (
        Role::Text,
        &[
            "text",
            "content",
            "body",
            "fulltext",
            "articlebody",
            "maintext",
            "articletext",
            "contenttext",
            "textcontent",
            "正文",
            "內容",
            "内容",
            "全文",
            "本文",
            "內文",
            "内文",
            "文章",
            "記事",
            "記事本文",
            "テキスト",
            "본문",
            "내용",
            "article",
            "story",
            "paragraphs",
            "contenthtml",
            "html",
        ],
    ),
    (
        Role::Date,
        &[
            "date",
            "published",
            "publishedat",
            "pubdate",
            "publishdate",
            "publicationdate",
            "datepublished",
            "publishedtime",
            "publishtime",
            "pubtime",
            "datetime",
            "time",
            "timestamp",
            "日期",
            "發布時間",
            "发布时间",
            "發佈時間",
            "發布日期",
            "发布日期",
            "發佈日期",
            "出版日期",
            "時間",
            "时间",
            "日付",
            "公開日",
            "掲載日",
            "配信日時",
            "날짜",
            "일자",
            "게시일",
            "작성일",
            "createdat",
            "created",
        ],
    ),
    (
        Role::Source,
        &[
            "source",
            "site",
            "sitename",
            "media",
            "publisher",
            "outlet",
            "newspaper",
            "publication",
            "來源",
            "来源",
            "媒體",
            "媒体",
            "出處",
            "出处",
            "報社",
            "报社",
            "網站",
            "网站",
            "出典",
            "新聞社",
            "媒体名",
            "출처",
            "언론사",
            "매체",
            "domain",
        ],
    ),
    (
        Role::Author,
        &[
            "author",
            "authors",
            "byline",
            "writer",
            "creator",
            "作者",
            "記者",
            "记者",
            "撰文",
            "著者",
            "筆者",
            "기자",
            "저자",
            "작성자",
        ],
    ),
    (
        Role::Address,
        &[
            "url",
            "link",
            "uri",
            "href",
            "permalink",
            "canonicalurl",
            "網址",
            "网址",
            "連結",
            "链接",
            "リンク",
            "링크",
        ],
    ),
    (Role::Language, &["lang", "language", "locale", "語言", "语言", "言語", "언어"]),
    (
        Role::Id,
        &["id", "guid", "uuid", "uid", "articleid", "docid", "newsid", "編號", "编号", "番号", "번호"],
    ),
];

impl Columns {
    /// These columns, each required in the corpora that are read, and those of `others` for what is not named here.
    pub fn required_over(self, others: &Columns) -> Columns {
        let required = self.named().filter(|(_, column)| column.is_some()).map(|(role, _)| role).collect();
        Columns {
            title: self.title.or_else(|| others.title.clone()),
            text: self.text.or_else(|| others.text.clone()),
            date: self.date.or_else(|| others.date.clone()),
            source: self.source.or_else(|| others.source.clone()),
            required,
        }
    }

    /// Whether what holds that may stand nowhere but in the column named.
    pub fn requires(&self, role: Role) -> bool {
        self.required.contains(&role)
    }

    /// The columns that are required, with what they hold.
    pub fn required(&self) -> impl Iterator<Item = (Role, &str)> {
        self.named()
            .filter_map(|(role, column)| Some((role, column?)))
            .filter(|(role, _)| self.requires(*role))
    }

    fn named(&self) -> impl Iterator<Item = (Role, Option<&str>)> {
        [
            (Role::Title, &self.title),
            (Role::Text, &self.text),
            (Role::Date, &self.date),
            (Role::Source, &self.source),
        ]
        .into_iter()
        .map(|(role, column)| (role, column.as_deref()))
    }

    /// What the column of that name holds, and how good a column for it this is: 0 is the best.
    pub fn role(&self, name: &str) -> Option<(Role, usize)> {
        if let Some((role, _)) = self.named().find(|(_, column)| *column == Some(name.trim())) {
            return Some((role, 0));
        }
        let plain = plain(name);
        let known = NAMES.iter().find_map(|(role, names)| {
            let place = names.iter().position(|known| *known == plain)?;
            Some((*role, place + 1))
        });
        known.filter(|(role, _)| !self.requires(*role))
    }

    /// Whether the column of that name holds texts.
    pub fn is_text(&self, name: &str) -> bool {
        matches!(self.role(name), Some((Role::Text, _)))
    }
}

fn plain(name: &str) -> String {
    let kept =
        name.chars().filter(|character| !character.is_whitespace() && !"_-\u{FEFF}".contains(*character));
    kept.flat_map(char::to_lowercase).collect()
}

/// Of columns with names that say nothing, the one that must be the text: by far the longest, and as long as a
/// paragraph. `columns` are names with the length in characters of what stands in them.
pub fn by_length<'a>(columns: &[(&'a str, usize)]) -> Option<&'a str> {
    /// A paragraph has so many characters.
    const PARAGRAPH: usize = 60;
    let &(name, longest) = columns.iter().max_by_key(|(_, length)| *length)?;
    let next = columns.iter().filter(|(other, _)| *other != name).map(|(_, length)| *length).max();
    (longest >= PARAGRAPH && longest >= 2 * next.unwrap_or(0)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_dress() {
        let columns = Columns::default();
        for (name, role) in [
            ("Title", Role::Title),
            ("標題", Role::Title),
            ("full_text", Role::Text),
            ("內容", Role::Text),
            ("pubDate", Role::Date),
            ("Published At", Role::Date),
            ("来源", Role::Source),
            ("byline", Role::Author),
            ("URL", Role::Address),
            ("doc-id", Role::Id),
        ] {
            assert_eq!(columns.role(name).map(|(role, _)| role), Some(role), "{name}");
        }
        assert_eq!(columns.role("frequency"), None);
    }

    #[test]
    fn a_named_column_is_the_best_and_a_required_one_the_only() {
        let columns = Columns { text: Some("字".to_owned()), ..Columns::default() };
        assert_eq!(columns.role("字"), Some((Role::Text, 0)));
        assert_eq!(columns.role("text"), Some((Role::Text, 1)));
        assert_eq!(columns.role("title"), Some((Role::Title, 1)));
        let configured = Columns { title: Some("題".to_owned()), ..Columns::default() };
        let columns = columns.required_over(&configured);
        assert!(columns.is_text("字"));
        assert_eq!(columns.role("text"), None);
        assert_eq!(columns.role("題"), Some((Role::Title, 0)));
        assert_eq!(columns.role("title"), Some((Role::Title, 1)));
        assert_eq!(columns.required().collect::<Vec<_>>(), [(Role::Text, "字")]);
    }

    #[test]
    fn the_longest_field_is_the_text_where_no_name_tells() {
        assert_eq!(by_length(&[("a", 4), ("b", 300), ("c", 20)]), Some("b"));
        assert_eq!(by_length(&[("a", 200), ("b", 300)]), None);
        assert_eq!(by_length(&[("a", 4), ("b", 30)]), None);
        assert_eq!(by_length(&[]), None);
    }
}
