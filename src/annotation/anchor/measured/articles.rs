//! Articles made by a small grammar, that repeat themselves as reports do: who spoke, short answers, captions, notices.

use super::dice::Dice;

const WHO: &[&str] = &[
    "外交部發言人",
    "縣政府",
    "港務局長",
    "一名不願具名的官員",
    "該國總理",
    "漁會理事長",
    "氣象署",
    "救難隊隊長",
    "衛生局",
    "船東協會",
    "環保團體",
    "當地居民",
    "林姓船長",
    "研究人員",
    "警方",
    "學校校長",
    "議員陳國華",
    "鐵路公司",
    "檢察官",
    "運輸司司長",
];
const WHEN: &[&str] = &[
    "",
    "",
    "",
    "昨天",
    "今天上午",
    "週三",
    "本月初",
    "10月12日",
    "去年底",
    "2023年",
    "當晚",
    "稍早",
    "周末",
];
const SAID: &[&str] =
    &["表示", "指出", "說", "強調", "證實", "透露", "警告", "宣布", "承認", "認為", "補充說"];
const WHAT: &[&str] = &[
    "這艘貨輪",
    "新的規定",
    "沿海的養殖戶",
    "港口的吊車",
    "兩國的談判",
    "這項計畫",
    "受影響的航班",
    "停泊在外海的船隻",
    "災區的供水",
    "颱風路徑",
    "後續的調查",
    "疏散的居民",
    "進口的穀物",
    "海底電纜",
    "學童的營養午餐",
    "山區的道路",
    "傷者的情況",
    "這批藥品",
    "機場的跑道",
    "該筆預算",
];
const DOES: &[&str] = &[
    "將在{數}天內恢復正常",
    "比上個月增加了{數}%",
    "已經影響{數}個鄉鎮",
    "不會提前結束",
    "還需要進一步確認",
    "造成約{數}萬元的損失",
    "最快{數}月完成",
    "仍然沒有獲得解決",
    "預計延後{數}週",
    "已交由專家處理",
    "從{數}艘減為{數}艘",
    "遠遠超過原先的估計",
    "目前沒有立即的危險",
    "需要{數}名人員支援",
    "並不符合安全標準",
    "由中央與地方共同負擔",
    "在過去{數}年裡發生過{數}次",
    "獲得多數代表的同意",
];
const MORE: &[&str] = &[
    "但是細節尚待討論",
    "相關單位正在了解",
    "呼籲民眾不要恐慌",
    "原因還不清楚",
    "並且公布了名單",
    "會後沒有接受提問",
    "數字可能再調整",
    "詳情將另行說明",
    "這是今年第{數}次",
    "他並未說明理由",
    "雙方各執一詞",
    "現場約有{數}人",
];
const SHORT: &[&str] = &[
    "他說。",
    "沒有人受傷。",
    "調查仍在進行。",
    "她沒有回答。",
    "目前不得而知。",
    "情況穩定。",
    "對此，他不願評論。",
];
const SHARED: &[&str] =
    &["據當地媒體報導，", "根據初步統計，", "在接受本報訪問時，", "值得注意的是，", "截至目前為止，"];
const CAPTIONS: &[&str] =
    &["（資料照片）", "圖為港口一景。（本報記者攝）", "▲現場畫面", "示意圖。", "圖／讀者提供"];
const NOTICES: &[&str] = &["請繼續往下閱讀", "延伸閱讀：", "※本文不代表本報立場"];

/// One sentence.
pub fn sentence(dice: &mut Dice) -> String {
    let number = |dice: &mut Dice, words: &str| {
        let mut filled = words.to_owned();
        while filled.contains("{數}") {
            let number = if dice.one_in(3) {
                dice.character("二三四五六七八九").to_string()
            } else {
                (2 + dice.below(97)).to_string()
            };
            filled = filled.replacen("{數}", &number, 1);
        }
        filled
    };
    match dice.below(10) {
        0 => return dice.of(SHORT).to_owned(),
        1 => {
            let (who, what, does) = (dice.of(WHO), dice.of(WHAT), dice.of(DOES));
            return format!("「{what}{}，」{who}{}。", number(dice, does), dice.of(SAID));
        }
        _ => {}
    }
    let opening = if dice.one_in(5) { dice.of(SHARED) } else { "" };
    let (who, when, said) = (dice.of(WHO), dice.of(WHEN), dice.of(SAID));
    let (what, does, more) = (dice.of(WHAT), dice.of(DOES), dice.of(MORE));
    let mut made = format!("{opening}{who}{when}{said}，{what}{}", number(dice, does));
    if dice.below(3) > 0 {
        made.push('，');
        made.push_str(&number(dice, more));
    }
    made.push('。');
    made
}

/// One paragraph, without its line's end.
pub fn paragraph(dice: &mut Dice) -> String {
    (0..1 + dice.below(5)).map(|_| sentence(dice)).collect()
}

/// An article of some dozens of lines.
pub fn article(dice: &mut Dice) -> String {
    let mut lines: Vec<String> = vec![format!("{}：{}", dice.of(WHO), dice.of(MORE).replace("{數}", "三"))];
    for _ in 0..8 + dice.below(20) {
        match dice.below(8) {
            0 => lines.push(dice.of(CAPTIONS).to_owned()),
            1 if dice.one_in(2) => lines.push(dice.of(NOTICES).to_owned()),
            _ => {}
        }
        lines.push(paragraph(dice));
    }
    lines.join("\n\n") + "\n"
}
