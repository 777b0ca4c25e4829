//! Markdown, compared whole.

use super::*;

#[test]
fn markdown_quotes_under_titles() {
    let (out, _) = exported("markdown", &hard_library()).unwrap();
    let expected = r##"## 「評點」, \*a\* "b"

7\.txt

> 臺灣「國防部」稱
>
> **claim** · #claim

> 「國防部」稱，共艦逼近。
>
> 国防部发言人说
>
> **fact** · Source: 國防部, "發言人" · #fact
>
> Note: 跨段
>
> 第二行
"##;
    assert!(out.starts_with(expected), "{out}");
    let hostile = r"
> \=1+1, \*重要\* \<b\>\#tag\</b\> \[\[連結\]\]␛\[2J<202E>終
>
> **claim** · Source: \`x\` · #claim

## 第二篇
";
    assert!(out.contains(hostile), "{out}");
    assert!(out.contains("> Note: \\- 목록\n>\n> \\- 둘\n"), "{out}");
    assert_eq!(exported("markdown", &[]).unwrap().0, "");
}

#[test]
fn markdown_links_only_plain_addresses() {
    let mut strange = article(1, "題", "二");
    strange.uri = "file:///a b><script>".to_owned();
    let (out, _) = exported("markdown", &[(strange, vec![on(Span::new(0, 3), "fact")])]).unwrap();
    assert!(out.contains("\na b\\>\\<script\\>\n"), "{out}");
}

#[test]
fn markdown_tells_attributes_and_links() {
    let (article, annotations, links) = linked();
    let (files, losses) = files_of(
        "markdown",
        Marked { article: &article, annotations: &annotations, orphans: &[], links: &links },
    );
    let out = &files[""];
    let [first, second] = [0, 1].map(|place| &annotations[place].annotation.id.0);
    let expected = format!(
        "> 臺灣「國防部」稱
>
> **claim** · #claim
>
> Link: supports [「國防部」稱，共艦逼近。 国防部发言人说](#^{second}) · 甲 \"乙\"

^{first}

> 「國防部」稱，共艦逼近。
"
    );
    assert!(out.contains(&expected), "{out}");
    let expected = format!(
        "> **fact** · certainty: likely · 可查: 值得 查 · Source: 國防部, \"發言人\" · #fact
>
> Note: 跨段
>
> 第二行
>
> Link: is supported by [臺灣「國防部」稱](#^{first}) · 甲 \"乙\"
>
> Link: says the same as [臺](#^00000000000000000000000000000003) · 第二篇

^{second}
"
    );
    assert!(out.contains(&expected), "{out}");
    assert_eq!((out.matches("\n^").count(), losses), (3, Losses::default()));
}
