//! What the elements of HTML are, as far as drawing them goes.

use dom_query::LocalName;

/// How elements of one name nest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nesting {
    /// They hold nothing, or end where the next of their kind begins.
    Never,
    /// Emphasis and the like: it goes on in the next paragraph where it is not ended.
    Formatting,
    /// One ends another that is open.
    NotInItself,
    /// No end tag within reaches an element around it.
    Encloses,
    /// All others.
    Nests,
}

/// What an element makes of what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing of it is read.
    Unread,
    /// Its words stand in their paragraph.
    Inline,
    /// Its words stand apart from those before and after it.
    Block,
    /// It is drawn in a way of its own.
    Own,
}

/// Elements that nest otherwise than most.
const NESTINGS: [(Nesting, &[&str]); 4] = [
    (
        Nesting::Never,
        &[
            "area",
            "base",
            "basefont",
            "bgsound",
            "body",
            "br",
            "caption",
            "col",
            "colgroup",
            "dd",
            "dt",
            "embed",
            "frame",
            "head",
            "hr",
            "html",
            "iframe",
            "image",
            "img",
            "input",
            "keygen",
            "li",
            "link",
            "meta",
            "noembed",
            "noframes",
            "option",
            "p",
            "param",
            "plaintext",
            "rb",
            "rp",
            "rt",
            "rtc",
            "script",
            "source",
            "style",
            "tbody",
            "td",
            "textarea",
            "tfoot",
            "th",
            "thead",
            "title",
            "tr",
            "track",
            "wbr",
            "xmp",
        ],
    ),
    (
        Nesting::Formatting,
        &["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"],
    ),
    (Nesting::NotInItself, &["a", "nobr"]),
    (Nesting::Encloses, &["applet", "marquee", "object", "table", "template"]),
];

/// Elements that are neither plain inline nor unknown.
const ROLES: [(Role, &[&str]); 3] = [
    (
        Role::Unread,
        &[
            "applet", "area", "audio", "base", "button", "canvas", "colgroup", "datalist", "dialog", "embed",
            "head", "iframe", "link", "map", "meta", "meter", "noembed", "noframes", "object", "option",
            "optgroup", "param", "progress", "rp", "script", "select", "source", "style", "svg", "template",
            "textarea", "title", "track", "video",
        ],
    ),
    (
        Role::Block,
        &[
            "address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
            "figure", "footer", "form", "header", "hgroup", "html", "hr", "legend", "main", "nav",
            "optgroup", "p", "search", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr",
        ],
    ),
    (
        Role::Own,
        &[
            "a",
            "blockquote",
            "br",
            "caption",
            "del",
            "dir",
            "figcaption",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "image",
            "img",
            "input",
            "li",
            "listing",
            "menu",
            "ol",
            "plaintext",
            "pre",
            "q",
            "rt",
            "ruby",
            "s",
            "strike",
            "sub",
            "sup",
            "table",
            "ul",
            "xmp",
        ],
    ),
];

/// How elements of this name nest.
pub(super) fn nesting(name: &LocalName) -> Nesting {
    let found = NESTINGS.iter().find(|(_, names)| names.contains(&&**name));
    found.map_or(Nesting::Nests, |&(nesting, _)| nesting)
}

/// What elements of this name make of what is in them. Unknown ones are inline, as browsers have it.
pub(super) fn role(name: &str) -> Role {
    ROLES.iter().find(|(_, names)| names.contains(&name)).map_or(Role::Inline, |&(role, _)| role)
}

/// Whether an element of this name parts the words in it from those around it.
pub(super) fn parts_words(name: &str) -> bool {
    match role(name) {
        Role::Block => true,
        Role::Own => {
            !matches!(name, "a" | "del" | "input" | "q" | "rt" | "ruby" | "s" | "strike" | "sub" | "sup")
        }
        Role::Unread | Role::Inline => false,
    }
}
