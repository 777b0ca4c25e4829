//! Which encoding bytes are in that are not Unicode: chardetng's guess, weighed against how much each candidate's
//! reading looks like what people write, for chardetng gives up at one damaged byte and errs on short texts.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};

use super::char_set::CharSet;
use super::decode::decode_with;

/// What Chinese, Japanese and Korean texts are kept in, besides Unicode.
const CANDIDATES: [&Encoding; 5] = [GB18030, BIG5, SHIFT_JIS, EUC_KR, EUC_JP];

/// How much of a file is weighed, in bytes, from its first byte beyond ASCII on.
const SAMPLE: usize = 64 * 1024;

/// Of a hundred characters beyond ASCII, how many must be usual ones for a candidate to be believed.
const BELIEVABLE: i64 = 30;

/// What chardetng's word counts, in points of the same hundred.
const DETECTOR_BONUS: i64 = 15;

/// The encoding that `bytes`, which are not UTF-8, are most likely in, and others that they may be in, likelier ones
/// first.
pub(super) fn likely_encodings(bytes: &[u8]) -> (&'static Encoding, Vec<&'static Encoding>) {
    let sample = &bytes[Encoding::ascii_valid_up_to(bytes)..];
    let (sample, is_whole) = match sample.get(..SAMPLE) {
        Some(start) => (start, false),
        None => (sample, true),
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, is_whole);
    let detected = match detector.guess(None, Utf8Detection::Deny) {
        encoding if encoding == GBK => GB18030,
        encoding => encoding,
    };

    let points =
        |candidate| usual_percent(candidate, sample) + if candidate == detected { DETECTOR_BONUS } else { 0 };
    let mut likely: Vec<_> = CANDIDATES
        .into_iter()
        .map(|candidate| (points(candidate), candidate))
        .filter(|&(points, _)| points >= BELIEVABLE)
        .collect();
    likely.sort_by_key(|&(points, _)| -points);
    let mut likely = likely.into_iter().map(|(_, candidate)| candidate);
    (likely.next().unwrap_or(detected), likely.collect())
}

/// Of a hundred characters beyond ASCII that `encoding` finds in `sample`, how many are usual; less for bytes that
/// it cannot read.
fn usual_percent(encoding: &'static Encoding, sample: &[u8]) -> i64 {
    let (text, replaced) = decode_with(encoding, sample);
    let beyond_ascii = text.chars().filter(|character| !character.is_ascii()).count() as i64;
    let usual = text.chars().filter(|&character| is_usual(character)).count() as i64;
    (usual - 3 * replaced as i64) * 100 / beyond_ascii.max(1)
}

fn is_usual(character: char) -> bool {
    matches!(character, 'ぁ'..='ん' | 'ァ'..='ー') || USUAL.contains(character)
}

/// The most frequent characters of Chinese in both scripts, of Japanese and of Korean, with their punctuation.
/// About half of any text is in here, and of a text read in the wrong encoding little.
static USUAL: CharSet = CharSet::of(concat!(
    "，。、；：？！「」『』（）《》　",
    "的一是不了在人有我他這个个中大来來上国國個到说說们們为為子和你地出道也时時年得就那要下以生会會自着去之过過家学學",
    "对對可她里裡后後小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見",
    "经經头頭面公同三已老从從动動两兩长長知民样樣现現分将將外但身些与與高意进進把法此实實回二理美点點月明其种種声聲",
    "全工己话話儿兒者向情部正名定女问問力机機给給等几幾很业業最间間新什打便位因重被走电電四第门門相次东東政海口使教",
    "西再平真听聽世气氣信北少关關并並内內加化由却卻代军軍产產入先山五太水万萬市眼体體别別处處总總才场場师師书書比住",
    "员員九笑性通目华華报報立马馬命张張活难難神数數件安表原车車白应應路期叫死常提感金何更反合放做系计計或司利受光王",
    "果亲親界及今京务務制解各任至清物台象记記边邊共风風战戰干接它许許八特觉覺望直服毛林题題建南度统統色字请請交爱愛",
    "让讓认認算论論百吃义義科怎元社术術结結六功指思非流每青管夫连連远遠资資队隊跟带帶花快条條院变變联聯权權往展该該",
    "领領传傳近留红紅治决決周保达達办辦运運武半候七必城父强強步完革深区區即求品士转轉量空甚众眾技轻輕程告江语語英",
    "基派满滿式李息写寫呢识識极極令黄黃德收脸臉钱錢党黨倒未持取设設始版双雙历歷越史商千片容研像找友孩站广廣改议議形",
    "委早房音火际際则則首单單据據导導影失拿网網香似斯专專石若谁誰校读讀志观觀争爭究包组組造落视視济濟喜离離虽雖坏",
    "気発変経対営業県駅円売買読書飲食員会社場合後間新聞朝夕昨日本語時半午前週末雨晴店町村歩車両側点実際現在必要",
    "이다의는을를에가한하고로지사은도자기리인어나대시서그있해수아일과것정라주들게원보여면상전장으니부성안구제등세국조중",
    "위공미경습관없동유스년만회교계문방행모무신연체선오실생내업때화거람간소물진려영와적입발통학비각마말바했터두할운결",
));

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

    use super::likely_encodings;

    fn first_guess(text: &str, encoding: &'static Encoding) -> &'static Encoding {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "{text} is not in {}", encoding.name());
        likely_encodings(&bytes).0
    }

    #[test]
    fn short_sentences_are_enough() {
        let cases: [(&'static Encoding, [&str; 3]); 5] = [
            (GB18030, ["村里的小学今天开门了。", "他们说明年再来。", "我没有看见那个人，也不知道他是谁。"]),
            (BIG5, ["村裡的小學今天開門了。", "他們說明年再來。", "我沒有看見那個人，也不知道他是誰。"]),
            (SHIFT_JIS, ["村の学校は今日から始まります。", "来年また来るそうです。", "誰もいなかった。"]),
            (
                EUC_KR,
                ["마을 학교가 오늘 문을 열었다.", "내년에 다시 온다고 한다.", "아무도 없었다고 말했다."],
            ),
            (
                EUC_JP,
                [
                    "村の学校は今日から始まります。",
                    "来年また来るそうです。",
                    "誰もいなかった、と彼は言った。",
                ],
            ),
        ];
        for (encoding, texts) in cases {
            for text in texts {
                assert_eq!(first_guess(text, encoding), encoding, "{text}");
            }
        }
    }

    #[test]
    fn one_damaged_byte_does_not_turn_the_guess() {
        let mut bytes = GB18030.encode("村里的小学今天开门了，孩子们都来了。").0.into_owned();
        bytes.insert(10, 0xFF);
        assert_eq!(likely_encodings(&bytes), (GB18030, Vec::new()));
    }

    #[test]
    fn other_scripts_are_left_to_the_detector() {
        let text = "Le café était fermé, mais la gérante a ouvert à dix heures après l'été.";
        assert_eq!(first_guess(text, WINDOWS_1252), WINDOWS_1252);
    }

    #[test]
    fn what_comes_after_much_ascii_counts() {
        let text = format!("{}村裡的小學今天開門了。", "plain words. ".repeat(20_000));
        assert_eq!(first_guess(&text, BIG5), BIG5);
    }
}
