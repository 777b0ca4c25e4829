//! The title of a page's article, without the names that sites put behind it.

use crate::article::formats::drawing::{is_same_title, letters};

/// What parts a title from the name of its site.
const PARTS: [&str; 12] = [" | ", "|", "｜", "_", " - ", " – ", " — ", " － ", "－", " · ", " » ", " :: "];

/// A title without the name of its site is no shorter than this, in characters.
const SHORTEST: usize = 4;

/// The title among those that a page gives: `told` for others to show, best first, `heading` in the page, and `window`, the
/// title of the browser's window. Empty where there is none.
pub(super) fn choose<'a>(
    told: impl Iterator<Item = &'a str>,
    headings: &[String],
    window: &str,
    site: &str,
) -> String {
    if let Some(told) = told.map(str::trim).find(|told| !told.is_empty()) {
        return without_site(told, site);
    }
    let in_title = letters(window);
    let first = PARTS.iter().filter_map(|part| window.find(part)).min().map_or(window, |end| &window[..end]);
    // The first heading may be the site's name.
    let in_window = |heading: &&String| {
        let is_part = heading.chars().count() >= SHORTEST && in_title.contains(&letters(heading));
        !is_same_title(heading, site) && (is_part || is_same_title(heading, first))
    };
    if let Some(heading) = headings.iter().find(in_window) {
        return heading.clone();
    }
    if window.is_empty() {
        return headings.first().cloned().unwrap_or_default();
    }
    first_part(&without_site(window, site)).to_owned()
}

/// `title` without the name of its site at its end.
fn without_site(title: &str, site: &str) -> String {
    let parted =
        PARTS.iter().filter_map(|part| title.rsplit_once(part)).find(|(_, last)| is_same_title(last, site));
    parted.map_or(title, |(title, _)| title).trim().to_owned()
}

/// What stands before the first name behind a title: sections, sites.
fn first_part(title: &str) -> &str {
    let ends = PARTS.iter().filter_map(|part| title.find(part));
    let long_enough = |end: &usize| title[..*end].trim().chars().count() >= SHORTEST;
    ends.filter(long_enough).min().map_or(title, |end| title[..end].trim())
}

#[cfg(test)]
mod tests {
    use super::choose;

    fn title(told: &[&str], headings: &[&str], window: &str, site: &str) -> String {
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        choose(told.iter().copied(), &headings, window, site)
    }

    #[test]
    fn what_is_told_for_others_comes_first() {
        assert_eq!(title(&["", "河水漲過舊橋"], &["河報"], "河報", ""), "河水漲過舊橋");
        assert_eq!(title(&["河水漲過舊橋 | 河報"], &[], "", "河報"), "河水漲過舊橋");
        assert_eq!(title(&["A-B 兩地 | 別的"], &[], "", "河報"), "A-B 兩地 | 別的");
    }

    #[test]
    fn a_heading_counts_where_the_window_has_it() {
        assert_eq!(title(&[], &["河報", "河水漲過舊橋"], "河水漲過舊橋_新聞_河報網", ""), "河水漲過舊橋");
        assert_eq!(title(&[], &["今日的河報", "別的"], "河水漲過舊橋 - 河報", "河報"), "河水漲過舊橋");
        assert_eq!(title(&[], &["渡船"], "渡船 - 水上百科", ""), "渡船");
        assert_eq!(title(&[], &["只有標題"], "", ""), "只有標題");
    }

    #[test]
    fn sections_and_sites_behind_a_title_are_left_out() {
        assert_eq!(title(&[], &[], "河水漲過舊橋_社會_河報網", ""), "河水漲過舊橋");
        assert_eq!(title(&[], &[], "F-35C 上了船 | 社會 | 河報", ""), "F-35C 上了船");
        assert_eq!(title(&[], &[], "短 | 河報", ""), "短 | 河報");
        assert_eq!(title(&[], &[], "", ""), "");
    }
}
