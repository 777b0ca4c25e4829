//! How well reprints are told from other reports on the same subject, on made articles and made edits. Run with
//! `--nocapture` for the table.

use crate::article::Article;
use crate::library::{ArticleId, FileStamp, Store};
use crate::text::fold;

/// Words of a subject, which all reports on it use.
const SUBJECT: &[&str] = &[
    "港口",
    "船隊",
    "協議",
    "談判",
    "制裁",
    "官員",
    "發言人",
    "海峽",
    "油價",
    "軍艦",
    "部長",
    "會談",
    "聲明",
    "航線",
    "保險",
    "公司",
    "外交部",
    "邊境",
    "檢查",
    "鄰國",
    "總理",
    "議會",
    "反對",
    "支持",
    "延期",
    "簽署",
    "提出",
    "否認",
    "證實",
    "警告",
];

/// What reports say again and again.
const TURNS: &[&str] = &[
    "一名不願具名的官員說",
    "外交部發言人在例行記者會上表示",
    "據當地媒體報道",
    "目前尚不清楚",
    "雙方同意繼續談判",
];

/// Words that a report takes some of.
const OTHERS: &str = "天地人山水風雨雷電春夏秋冬東南西北上下左右前後早晚日月星雲花草樹木魚鳥馬牛羊田土石金銀銅鐵火車路橋門窗屋村城市國家學校書信電話機器工廠商店銀行醫院警察士兵農民工人老師學生父母兄弟姐妹朋友敵人主席總統國王公主將軍法官律師記者作者讀者聽眾觀眾選手冠軍比賽新聞廣播電視電影音樂繪畫舞蹈戲劇詩歌小說歷史地理數學物理化學生物政治經濟文化社會宗教哲學法律道德";

struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Paragraphs of a report on the subject.
fn report(dice: &mut Dice, paragraphs: usize) -> Vec<String> {
    let others: Vec<char> = OTHERS.chars().collect();
    let sentence = |dice: &mut Dice| {
        let mut words = String::new();
        if dice.below(4) == 0 {
            words += dice.one(TURNS);
            words.push('，');
        }
        for _ in 0..6 + dice.below(8) {
            if dice.below(2) == 0 {
                words += dice.one(SUBJECT);
            } else {
                words.extend([dice.one(&others), dice.one(&others)]);
            }
        }
        words + "。"
    };
    (0..paragraphs).map(|_| (0..3 + dice.below(3)).map(|_| sentence(dice)).collect()).collect()
}

fn page(title: &str, paragraphs: &[String], notice: &str) -> String {
    format!("{title}\n\n{}\n\n{notice}\n", paragraphs.join("\n\n"))
}

/// A reprint: of a report in ten paragraphs.
type Edit = fn(&[String], &mut Dice) -> Vec<String>;

const KINDS: &[(&str, usize, Edit)] = &[
    ("headline and notice", 100, |report, _| report.to_vec()),
    ("the other script", 100, |report, _| {
        report.iter().map(|paragraph| paragraph.chars().map(fold).collect()).collect()
    }),
    ("a paragraph changed", 100, |report, dice| {
        let mut changed = report.to_vec();
        changed[dice.below(report.len())] = self::report(dice, 1).remove(0);
        changed
    }),
    ("last third left out", 97, |report, _| report[..7].to_vec()),
    ("a word of each sentence changed", 95, |report, _| {
        let changed = |paragraph: &String| paragraph.replace('。', "云云。").replacen("官員", "人士", 1);
        report.iter().map(changed).collect()
    }),
];

#[test]
fn reprints_are_told_from_other_reports() {
    const REPORTS: u64 = 100;
    let mut store = Store::open_in_memory().unwrap();
    let reports: Vec<Vec<String>> = (0..REPORTS).map(|seed| report(&mut Dice(seed + 1), 10)).collect();
    let mut ids = Vec::new();
    for (number, report) in reports.iter().enumerate() {
        let text = page(&format!("第{number}篇"), report, "本文版權屬於河報。");
        let uri = format!("sample:{number}");
        ids.push(store.add(&uri, &Article::from_text(text), FileStamp::default()).unwrap().id);
    }
    let mut failed = Vec::new();
    let marked = |store: &Store, id: ArticleId| store.entry(id).unwrap().like;
    let wrong = ids.iter().filter(|&&id| marked(&store, id).is_some()).count();
    println!("{REPORTS} reports on one subject: {wrong} marked as like another");
    assert_eq!(wrong, 0);
    println!("{:34}{:>8}{:>8}{:>8}{:>10}", "reprints", "found", "wrong", "missed", "percent");
    for &(kind, least, edit) in KINDS {
        let (mut found, mut wrong, mut percents) = (0, 0, Vec::new());
        for (number, (report, id)) in reports.iter().zip(&ids).enumerate() {
            let edited = edit(report, &mut Dice(number as u64 + 77));
            let text = page("各界看法不一", &edited, "轉載請洽本社。");
            let added = store.add("sample:reprint", &Article::from_text(text), FileStamp::default()).unwrap();
            match marked(&store, added.id) {
                Some(like) if like.article == *id => {
                    found += 1;
                    percents.push(like.percent);
                }
                Some(_) => wrong += 1,
                None => {}
            }
            store.delete(added.id).unwrap();
        }
        percents.sort_unstable();
        let missed = REPORTS as usize - found - wrong;
        let (low, high) = (percents.first().unwrap_or(&0), percents.last().unwrap_or(&0));
        println!("{kind:34}{found:>8}{wrong:>8}{missed:>8}{:>10}", format!("{low}-{high}"));
        if found < least || wrong > 0 {
            failed.push(kind);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}
