//! The words of Japanese by which speakers are found. In cues, `_` stands for a space.

use std::sync::LazyLock;

use super::super::table::Words;

/// Verbs with the particle that quotes.
pub const QUOTING: &str = "\
    と述べ と語っ と語る と語り と話し と話す と指摘 と主張 と強調 と説明 と発表 と伝え と報じ と報道 \
    と批判 と訴え とコメント との見方 との考え との認識 との見解 と書い と書き と警告 と断言 と答え \
    と呼びかけ と呼び掛け と否定 と反論 と表明 と明らかに を明らかに を発表し を表明し と発言 と分析し \
    と評価し と非難 と明かし と言っ と言い と懸念 と予測 と予想 と結論 と主張し と投稿 と記し と強く \
    とつづ と振り返";

/// Verbs after a subject that stands behind the quotation.
pub const TOLD: &str = "\
    は述べ が述べ は語っ が語っ は語る が語る は話し が話し は話す は指摘し が指摘し は指摘する は報じ \
    が報じ は伝え が伝え は主張し は強調し は説明し は発表し が発表し は批判し は訴え は警告し は反論し \
    は明らかにし が明らかにし は言っ は言う は言い が言い が言っ";

/// What follows a source that is cited.
pub const CITING: &str = "\
    によると によれば によりますと の話では の説明では の発表では の報道では の調べでは の分析では";

/// What follows people who are of one opinion.
pub const AMONG: &str = "\
    の間では の間でも の間からは";

/// Words that hold a cue and attribute nothing.
pub const IDLE: &str = "\
    それによると これによると 報道によると 一説によると 場合によると 場合によれば うわさによると と言われ \
    といわれ と言える と言えば と言っても と言っていい と言い換え と話題 と伝えられ と報じられ と説明書 \
    と語学 と発表会 と報道機関 と報道陣 と批判され と指摘され と評価され と主張され と書かれ \
    と呼びかけられ と予想され と予測され と懸念され と言葉 と語られ と報道され と発表され";

/// Posts and forms of address after a name.
pub static TITLES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "氏 さん 様 教授 准教授 名誉教授 首相 大統領 副大統領 外相 国防相 防衛相 財務相 経産相 長官 \
         国務長官 官房長官 国防長官 財務長官 大臣 外務大臣 報道官 議員 上院議員 下院議員 知事 市長 町長 \
         村長 社長 会長 代表 党首 幹事長 委員長 理事長 博士 研究員 主任研究員 上級研究員 所長 センター長 \
         局長 部長 課長 編集長 弁護士 医師 監督 選手 事務総長 書記長 総書記 国家主席 主席 特使 大使 司令官 \
         将軍 国王 大佐 記者 学長 院長 駅長 館長 事務局長 予報官 組合長 船長 機長 校長 副校長 教頭 園長 店長 \
         支店長 工場長 病院長 図書館長 博物館長 美術館長 水族館長 動物園長 署長 消防署長 警察署長 議長 副市長 \
         副知事 区長 室長 係長 次長 主査 専務 常務 取締役 頭取 理事 会頭 住職 団長 隊長 学芸員 教諭 司教 棋士 \
         作家 支配人",
    )
});

/// How the names of bodies end.
pub static BODY_ENDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "省 庁 政府 通信 新聞 放送 テレビ 通信社 新聞社 大学 研究所 研究センター センター 委員会 機関 銀行 \
         警察 裁判所 検察 地検 党 連盟 協会 組合 当局 軍 ホワイトハウス 国連 タイムズ ポスト ジャーナル \
         機構 大使館 側 グループ NHK CNN BBC AP AFP 財団 会議 連合 公社 ロイター 革命防衛隊 県警 府警 県 \
         市 電力 鉄道 会社 議会 病院 学校 高校 中学校 小学校 気象台 消防署 消防 役場 役所 組合 労組 商店街 空港 \
         水族館 動物園 図書館 美術館 博物館 メーカー 企業 自治体 教委",
    )
});

pub static VAGUE: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "関係者 専門家 識者 有識者 当局者 高官 情報筋 外交筋 消息筋 市民 住民 アナリスト 観測筋 研究者 \
         評論家 目撃者 メディア 複数の関係者 担当者 責任者 観光客 漁師 農家 利用者 乗客 遺族 保護者 店主 店員 \
         職員 生徒 学生 児童 従業員 経営者 被災者 参加者 釣り人 船員 運転手",
    )
});

/// Countries that speak as one.
pub static COUNTRIES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "米国 中国 韓国 北朝鮮 日本 英国 イラン イラク イスラエル ロシア ウクライナ アメリカ フランス \
         ドイツ インド トルコ サウジアラビア カタール エジプト",
    )
});

/// Common nouns that speak for a body by themselves, whichever it is.
pub static COMMON_BODIES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "会社 鉄道会社 バス会社 電力会社 運営会社 航空会社 保険会社 建設会社 病院 学校 市議会 町議会 村議会 県議会 \
         議会 気象台 消防署 消防 役場 市役所 町役場 組合 労働組合 漁業組合 商店街 空港 水族館 動物園 図書館 美術館 \
         博物館 メーカー 企業 自治体 政府 警察 大学 高校 中学校 小学校",
    )
});

/// Verbs by which bodies make known, and people hardly: 乗客は無事だと発表した has no subject.
pub static ANNOUNCING: LazyLock<Words> =
    LazyLock::new(|| Words::of("と発表 を発表し と明らかに を明らかに と報じ と伝え と報道"));

/// What stands before an outlet or a post and is no part of the name.
pub static OUTLET_KINDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of("米紙 英紙 仏紙 独紙 米誌 英誌 地元紙 中国紙 韓国紙 米メディア 英メディア 政府系紙")
});

/// Signs of a country before a title: 米大統領.
pub const COUNTRY_SIGNS: [char; 11] = ['米', '英', '仏', '独', '露', '中', '韓', '伊', '加', '豪', '印'];

/// Words that look like topics and never speak.
pub static NOBODY: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "結果 調査 報告書 報道 声明 統計 データ 会議 発表 理由 目的 背景 今回 午前 午後 内容 文書 協議 会談",
    )
});
