//! The program at a prompt: every command, its output for people and tools, and what it says where it cannot.

mod adding;
mod annotating;
mod comparing;
mod exporting;
#[cfg(target_os = "linux")]
mod hostile;
mod importing;
mod logging;
mod refusing;
mod restoring;
mod searching;
mod showing;
mod sources;

use std::path::Path;

use crate::support::Home;

const TEXT: &str = "\
標題在這裏

𠮷野家說：“價錢不變。”吉野家又說：“價錢不變。”か\u{3099}是兩個碼位。👨‍👩‍👧‍👦是一家人。

![碼頭的早晨](a.png)

![]()

最後一段說了很長的一句話，長得在窄的地方要換好幾行，才讀得完它。
";

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A home with one article, in a file, that is not in the library yet.
fn home_with_article() -> (Home, String) {
    let home = Home::new();
    let file = home.write("article.txt", TEXT);
    let file = path(&file).to_owned();
    (home, file)
}
