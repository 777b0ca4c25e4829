use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::article::formats::drawing::assert_well_formed;
use crate::article::{Source, read_source};
use crate::properties::unrecorded;

fn read_named(text: &str, name: Option<&str>) -> Article {
    let mut found = None;
    let source =
        Source { bytes: text.as_bytes().to_vec(), name: name.map(Path::new), uri: "", charset: None };
    read_source(source, &Options::default(), &mut |first| {
        found = Some(first.article);
        std::ops::ControlFlow::Break(())
    })
    .unwrap();
    found.unwrap()
}

const NOTE: &str = "\
---
title: 水位一年
author: 杜聽濤
---

# 水位一年

堤上的人說，*今年*的水
來得早[^1]。看[河報](https://river.example/a)與 <https://hill.example>。

> 引一句。
> 
> > 再引一句。

- [x] 量水位
- [ ] 問站長
  1. 何時
  2. 何處

| 月 | 水位 |
|----|-----:|
| 一 | 3.5 |
| 二 | 12 |

```rust
fn main() {
    說();
}
```

![河堤](a.png)

<div>一段 <b>HTML</b>，<ruby>漢<rt>かん</rt></ruby>。</div>

[^1]: 站長的話，*口頭*。
";

#[test]
fn a_note_is_drawn_whole() {
    let article = read_named(NOTE, Some("note.MD"));
    assert_eq!(
        article.text,
        "水位一年\n\n堤上的人說，今年的水來得早[1]。看河報與 https://hill.example。\n\n> 引一句。\n\n> > 再引一句。\n\n\
         - [x] 量水位\n- [ ] 問站長\n  1. 何時\n  2. 何處\n\n月 | 水位\n---+-----\n一 |  3.5\n二 |   12\n\n\
         fn main() {\n    說();\n}\n\n![河堤](a.png)\n\n一段 HTML，漢（かん）。\n\n[1] 站長的話，口頭。\n\n\
         河報: https://river.example/a\n"
    );
    assert_eq!((article.title.as_str(), article.metadata.byline.as_str()), ("水位一年", "杜聽濤"));
    assert_eq!(article.blocks[0].kind, BlockKind::Title);
    assert!(article.is_drawn);
}

#[test]
fn names_decide() {
    for name in [Some("note.txt"), Some("note"), None] {
        assert!(!read_named("# 題\n\n- *甲*\n\n![](a.png)\n", name).is_drawn, "{name:?}");
    }
    assert!(!read_named(NOTE, Some("note.txt")).is_drawn);
    assert!(read_named(NOTE, None).is_drawn);
    assert!(read_named("甲", Some("a.markdown")).is_drawn);
}

#[test]
fn deep_and_multiplying_text_is_bounded() {
    for text in [">".repeat(100_000), "- ".repeat(20_000), "[".repeat(200_000), "*a_".repeat(50_000)] {
        let _ = article(&format!("{text}字"), "");
    }
    assert!(matches!(
        article(&">".repeat(2_000_000), ""),
        Err(Unreadable::Page(Unparsable::Intricate)) | Err(Unreadable::Empty)
    ));
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn blocks_are_well_formed(text in "([#>*_`|\\[\\]()!~:^<>/ \n-]|甲|a|1\\.|\\[\\^1\\]|---\n|\\| ){0,60}") {
        if let Ok(article) = article(&text, "") {
            assert_well_formed(&article.text, &article.blocks)?;
        }
    }
}
