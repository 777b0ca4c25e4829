//! Edits of a text in which every character knows where it stood before.

use super::articles;
use super::dice::Dice;

/// A character, and its place in the text as it was, in characters; `None` for one that was put in.
#[derive(Clone, Copy)]
pub struct Tracked {
    pub character: char,
    pub from: Option<usize>,
    /// Whether it was put in the place of another.
    pub corrected: bool,
}

pub type Text = Vec<Tracked>;

pub fn tracked(text: &str) -> Text {
    text.chars()
        .enumerate()
        .map(|(at, character)| Tracked { character, from: Some(at), corrected: false })
        .collect()
}

pub fn words(text: &Text) -> String {
    text.iter().map(|tracked| tracked.character).collect()
}

fn put_in(text: &mut Text, at: usize, words: &str) {
    let added = words.chars().map(|character| Tracked { character, from: None, corrected: false });
    text.splice(at..at, added);
}

/// The places after a sentence's end or at a line's begin.
fn sentence_starts(text: &Text) -> Vec<usize> {
    let ends = |at: usize| {
        matches!(text[at - 1].character, '。' | '\n') && !matches!(text[at].character, '」' | '）' | '\n')
    };
    (1..text.len()).filter(|&at| ends(at)).collect()
}

/// The lines that hold words, each with its empty line.
fn paragraphs(text: &Text) -> Vec<std::ops::Range<usize>> {
    let mut starts: Vec<usize> = vec![0];
    starts.extend(
        (2..text.len()).filter(|&at| text[at - 1].character == '\n' && text[at - 2].character == '\n'),
    );
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// No edit: for what is measured without one.
pub fn none(_: &mut Text, _: &mut Dice) {}

pub fn insert(text: &mut Text, dice: &mut Dice) {
    let starts = sentence_starts(text);
    match dice.below(4) {
        0 => {
            let at = paragraphs(text)[dice.below(paragraphs(text).len())].start;
            put_in(text, at, &(articles::paragraph(dice) + "\n\n"));
        }
        1 => {
            let words = dice.of(&["據了解，", "（音譯）", "可能", "約", "仍", "（中央社）", "的", "目前"]);
            let at = 1 + dice.below(text.len() - 1);
            put_in(text, at, words);
        }
        _ => put_in(text, starts[dice.below(starts.len())], &articles::sentence(dice)),
    }
}

pub fn delete(text: &mut Text, dice: &mut Dice) {
    if sentence_starts(text).len() < 4 {
        return;
    }
    match dice.below(4) {
        0 => {
            let all = paragraphs(text);
            if all.len() > 3 {
                text.drain(all[dice.below(all.len())].clone());
            }
        }
        1 => {
            let at = dice.below(text.len() - 8);
            text.drain(at..at + 1 + dice.below(6));
        }
        _ => {
            let starts = sentence_starts(text);
            let one = dice.below(starts.len() - 1);
            text.drain(starts[one]..starts[one + 1]);
        }
    }
}

pub fn correct(text: &mut Text, dice: &mut Dice) {
    for _ in 0..1 + dice.below(3) {
        let at = dice.below(text.len());
        if matches!(text[at].character, '\n' | '。') {
            continue;
        }
        let other = dice.character("的在是有不了人中大為上個國到以說時要就出會可也你對生能而子那得於著下自之年過發後作里0123456789三四五");
        if other != text[at].character {
            text[at] = Tracked { character: other, corrected: true, ..text[at] };
        }
    }
}

pub fn move_paragraph(text: &mut Text, dice: &mut Dice) {
    let all = paragraphs(text);
    let taken: Text = text.drain(all[dice.below(all.len())].clone()).collect();
    let rest = paragraphs(text);
    let at = rest[dice.below(rest.len())].start;
    text.splice(at..at, taken);
}

/// As a machine writes it in Simplified characters, and quotation marks as they are there.
pub fn simplify(text: &mut Text) {
    const TRADITIONAL: &str = "發說縣務長員該國總漁會氣難隊衛東環團體當議陳華鐵檢運輸關調證實強認為補貨輪規養戶車兩談這項計畫響災區\
        颱風徑後續進穀纜學營傷況藥機場筆預復個鄉鎮還確損約萬處專從減遠過險幾裡數釋單們細節討論離錄對眾開請問詳將雙執詞現沒靜媒報導\
        據統訪時註資記攝圖讀繼閱評願費與擔達門準備產佈週於點線級別給聯經濟電臺灣構獲決內參並傳號優聲「」『』";
    const SIMPLIFIED: &str = "发说县务长员该国总渔会气难队卫东环团体当议陈华铁检运输关调证实强认为补货轮规养户车两谈这项计画响灾区\
        台风径后续进谷缆学营伤况药机场笔预复个乡镇还确损约万处专从减远过险几里数释单们细节讨论离录对众开请问详将双执词现没静媒报导\
        据统访时注资记摄图读继阅评愿费与担达门准备产布周于点线级别给联经济电台湾构获决内参并传号优声“”‘’";
    let simplified = |character: char| {
        let at = TRADITIONAL.chars().position(|one| one == character)?;
        SIMPLIFIED.chars().nth(at)
    };
    for tracked in text.iter_mut() {
        tracked.character = simplified(tracked.character).unwrap_or(tracked.character);
    }
}
