//! The words of Chinese by which a name is found in its clause, in both scripts. Adding one is all a new wording takes.

use std::sync::LazyLock;

use super::super::super::char_set::CharSet;
use super::super::table::Words;

/// What opens a citation: the name follows.
pub static CITING: LazyLock<Words> = LazyLock::new(|| {
    Words::of("如 據 据 根據 根据 另據 另据 又據 又据 按照 按 用 照 援引 引述 正如 就像 誠如 诚如 如同")
});

/// What opens a citation in mid-clause.
pub static QUOTING: LazyLock<Words> = LazyLock::new(|| Words::of("援引 引述"));

/// Words after which a subject begins anew: 原因是某某認為.
pub static ANEW: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "日訊 日讯 日電 日电 因為 因为 由於 由于 原因是 就是 正是 的是 問題是 问题是 問題在於 问题在于 意味著 \
         意味着 儘管 尽管 雖然 虽然",
    )
});

/// Words that make a verb after them a noun: 作出強硬回應, 某某的公開表態.
pub static NOUN_SIGNS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "的 有何 何 作出 做出 發出 发出 提出 進行 进行 接受 得到 遭到 受到 引發 引发 給予 给予 作 予以 \
         拒絕 拒绝 沒有 没有 未 將 将 尚未",
    )
});

/// Words before a subject that are no part of its name.
pub static LEADING: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "至 到 深夜 如今 日前 近日 今日 昨日 今天 昨天 當天 当天 當日 当日 當晚 当晚 同日 同一天 同時 同时 \
         隨後 随后 隨后 此前 此後 此后 稍早 稍早前 稍後 稍后 早前 早些時候 早些时候 不久前 之後 之后 後來 \
         后来 最近 目前 現在 现在 對此 对此 為此 为此 就此 不過 不过 但是 但 而 而且 另外 此外 然而 因此 \
         所以 可是 只是 其中 其實 其实 當地時間 当地时间 北京時間 北京时间 美東時間 美东时间 截至 於是 \
         于是 接著 接着 最後 最后 首先 其次 其三 其二 其一 並且 并且 並 并 也 又 還 还 則 则 卻 却 就連 \
         就连 週一 週二 週三 週四 週五 週六 週日 周一 周二 周三 周四 周五 周六 周日 星期一 星期二 星期三 \
         星期四 星期五 星期六 星期日 上週 上周 本週 本周 上午 下午 晚間 晚间 凌晨 晚上 傍晚 清晨 一方面 \
         另一方面 事後 事后 會後 会后 會上 会上 前者 後者 后者 特別是 特别是 尤其是 包括 例如 比如 來自 \
         来自 作為 作为 身為 身为 時任 时任 記者從 记者从 記者獲悉 不僅 不仅 當時 当时 一位 一名 有 一些 \
         多名 多位 數名 数名 兩名 两名 三名 幾名 几名 另一名 另一位 不少 部分 不具名的 匿名的 去年 今年 \
         前年 再 据悉 據悉 聯合 以及 及",
    )
});

/// Words before a clause that make what follows unsaid or asked.
pub static HYPOTHETICAL: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "如果 如何 若 假如 假若 倘若 一旦 即使 即便 除非 誰 谁 為何 为何 為什麼 为什么 這 这 那 該 该 此 \
         是否 要是 沒有 没有 無人 无人 沒人 没人",
    )
});

/// Prepositions that open a clause before its subject.
pub static LEADING_PLACES: LazyLock<Words> = LazyLock::new(|| Words::of("在 於 于 當 当 從 从"));

/// What closes a place or time opened by a preposition.
pub static PLACE_ENDS: LazyLock<Words> =
    LazyLock::new(|| Words::of("會上 会上 上 中 時 时 期間 期间 之際 之际 後 后 前 內 内 裡 里 間 间"));

/// What dates and times are written with, besides digits.
pub const TIME_CHARACTERS: &str = "\
    年月日號号時时分點点秒晚上午下早間间凌晨至到以來来,:-—.";

/// Where an adverbial of place, matter or occasion begins: a name ends before it.
pub static PREPOSITIONS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "在 對 对 就 向 針對 针对 通過 通过 透過 透过 接受 發表 发表 發布 发布 發佈 發文 发文 發帖 发帖 \
         發推 发推 撰文 刊文 援引 引述 於 于 以書面 以书面 聯合發 联合发 出席 參加 参加 從 从 隨 随 與記者 \
         与记者 跟記者 告訴 告诉 抵達 抵达",
    )
});

/// Adverbs and times: a name ends before them too.
pub static ADVERBS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "公開 公开 明確 明确 隨後 随后 隨后 隨即 随即 日前 近日 今日 昨日 今天 昨天 當天 当天 當日 当日 \
         當晚 当晚 同日 同時 同时 此前 稍早 稍後 稍后 早前 最近 目前 週一 週二 週三 週四 週五 週六 週日 \
         周一 周二 周三 周四 周五 周六 周日 星期 上週 上周 本週 本周 今在 今於 今于 獨家 独家 緊接著 \
         紧接着 再次 再度 首先 多次 一再 曾 則 则 還 还 並 并 都 均 也 首次 繼續 继续 強硬 强硬 進一步 \
         进一步 一邊 一边 強烈 强烈 嚴厲 严厉 正式 反覆 反复 高調 高调 率先 一直 曾經 曾经 已經 已经 不 沒 \
         没 共同 緊急 紧急 上午 下午 晚間 晚间 凌晨 晚上 去年 今年 是 希望 答 書面 书面 當面 当面 坦率 \
         轉而 转而 事後 事后 私下 早已 很 非常 更加 十分 兩度 两度 一同",
    )
});

/// Verbs before the one that attributes, as in 分析指出.
pub static EARLIER_VERBS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "反映 抱怨 表態 表态 回應 回应 提醒 聲明 声明 分析 報道 報導 报道 报导 認為 认为 指出 補充 补充 強調 强调",
    )
});

/// A cutter that is part of a longer word here, and so cuts nothing.
pub static WHOLE: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "也門 也门 對外 对外經 对外经 對外關係 对外关系 公開大學 公开大学 首都 京都 成都 都市 都道府 \
         都知事 報道局 报道局 報導局 于洪 分析師 分析师 分析人士 分析家 分析员 分析員 不列顛 不列颠 不丹 \
         不具名 當局 当局 當地人 当地人 當地村民 当地村民 當地居民 当地居民 當地漁民 当地渔民 當地民眾 当地民众 \
         當地官員 当地官员 當地媒體 当地媒体 當地政府 当地政府 當地警方 当地警方",
    )
});

/// Adverbs that stand right before the verb.
pub static TRAILING: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "今 官網 官网 也 曾 則 则 還 还 都 均 又 再 並 并 亦 仍 已 即 便 卻 却 更 皆 先 共同 一致 普遍 \
         紛紛 纷纷 自己 本人 所 坦率 直接 反覆 反复 隨即 一度 甚至 依然 依舊 始終 始终 堅定 坚定 堅決 坚决 \
         特別 特别 着重 著重 笑着 笑著 無奈 无奈 地 等 方才 剛 刚 剛剛 刚刚 常 經常 经常 總 总 專門 专门 \
         對外 对外 例行 主動 主动 親自 亲自 只 才 最終 最终 最後 最后 率先 雙雙 双双 進而 从而 從而",
    )
});

/// What stands right before a verb where nobody said it, or not yet.
pub static UNSAID: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "被 未 沒有 没有 將 将 可能 能 要 想 應 应 應該 应该 需 請 请 使 讓 让 令 拒絕 拒绝 可 不能 無法 \
         无法 可以 以 為 为 受 有 難以 难以 打算 準備 准备 計劃 计划 或 必須 必须 不得 不願 不愿 做出 作出 \
         發出 发出 提出 接受 進行 进行 得到 遭到 受到 引發 引发 不予 是 個 个 種 种",
    )
});

/// Posts after which a person's name may stand, or before.
pub static TITLES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "總統 总统 副總統 副总统 總理 总理 首相 主席 外長 外长 副外長 副外长 防長 防长 財長 财长 部長 部长 \
         副部長 副部长 大臣 國務卿 国务卿 發言人 发言人 新聞官 新闻官 教授 副教授 研究員 研究员 助理研究員 \
         院士 博士 專家 专家 學者 学者 分析師 分析师 記者 记者 主任 院長 院长 所長 所长 校長 校长 特使 \
         女婿 司令 司令員 司令员 總書記 总书记 秘書長 秘书长 書記 书记 祕書 秘書 秘书 顧問 顾问 議長 议长 \
         議員 议员 參議員 参议员 眾議員 众议员 市長 市长 州長 州长 省長 省长 縣長 县长 局長 局长 署長 署长 \
         處長 处长 司長 司长 行長 行长 董事長 董事长 總裁 总裁 總經理 总经理 經理 经理 執行長 首席執行官 \
         首席执行官 創始人 创始人 創辦人 创办人 負責人 负责人 領袖 领袖 領導人 领导人 最高領袖 大使 公使 \
         參贊 参赞 代表 律師 律师 醫生 医生 醫師 医师 作家 評論員 评论员 評論家 评论家 經濟學家 经济学家 \
         科學家 科学家 歷史學家 历史学家 政治學家 政治学家 社會學家 社会学家 學家 学家 財相 财相 外相 室長 \
         室长 事務官 事务官 老闆 老板 店長 店长 球星 巨星 主帥 主帅 主教練 主教练 技師 技师 傳奇 传奇 前鋒 \
         前锋 後衛 后卫 門將 门将 車手 名將 名将 選手 选手 影星 歌手 歌星 演員 演员 主播 主持人 發明人 \
         发明人 投資人 投资人 合夥人 合伙人 掌門人 掌门人 總教練 总教练 發起人 发起人 家屬 家属 小說家 \
         小说家 畫家 画家 藝術家 艺术家 企業家 企业家 音樂家 音乐家 政治家 詩人 诗人 活動家 活动家 慈善家 \
         建築師 建筑师 設計師 设计师 飛行員 飞行员 消防員 消防员 教師 教师 護士 护士 店員 店员 司機 司机 \
         編輯 编辑 主編 主编 總編輯 总编辑 導演 导演 校友 法官 檢察官 检察官 警官 將軍 将军 上將 上将 中將 \
         中将 少將 少将 上校 元帥 國王 国王 王儲 王储 親王 亲王 先生 女士 小姐 老師 老师 同志 總監 总监 \
         幹事 干事 理事長 理事长 會長 会长 社長 社长 台長 臺長 台长 館長 馆长 隊長 队长 主管 幕僚長 幕僚长 \
         高官 官員 官员 人士 講師 讲师 博士後 博士后 撰稿人 專欄作家 专栏作家 居民 村民 店主 農民 农民 \
         工程師 工程师 總幹事 总干事 教練 教练 球員 球员 委員 委员 參謀長 参谋长 外交官 总工程师 總工程師 \
         學生 学生 母親 母亲 父親 父亲 妻子 丈夫 目擊者 目击者 市民 乘客 船長 船长 船員 船员 機長 机长 \
         站長 站长 組長 组长 科長 科长 鎮長 镇长 村長 村长",
    )
});

/// People without a name, and other voices nobody can ask.
pub static VAGUE: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "外界 知情人士 消息人士 分析人士 業內人士 业内人士 有關人士 相關人士 相关人士 有关人士 人士 專家 \
         专家 學者 学者 官員 官员 高官 觀察家 观察家 觀察人士 观察人士 輿論 舆论 媒體 媒体 美媒 外媒 英媒 \
         以媒 日媒 港媒 德媒 俄媒 網友 网友 網民 网民 分析師 分析师 批評者 批评者 評論者 评论者 用戶 用户 \
         有關部門 有关部门 相關部門 相关部门 支持者 反對者 反对者 目擊者 目击者 民眾 民众 居民 村民 市民 \
         記者 记者 人們 人们 國際社會 国际社会 消息來源 消息来源 评论人士 評論人士 很多人 许多人 許多人 \
         有人 律師 律师 醫生 医生 經濟學家 经济学家 科學家 科学家 外交官 研究人員 研究人员 負責人 负责人 \
         學生 学生 乘客 負責人士 漁民 渔民 農民 农民 商人 家長 家长 工人 員工 员工 職工 职工 攤販 摊贩 商戶 商户 \
         旅客 遊客 游客 司機 司机 鄰居 邻居 店主 店員 店员 教師 教师 護士 护士 當地人 当地人 業主 业主 患者 老師 \
         老师",
    )
});

/// How the names of bodies end.
pub static BODY_ENDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "部 院 社 報 报 台 臺 局 委員會 委员会 大學 大学 研究所 研究中心 中心 政府 白宮 白宫 國會 国会 \
         議會 议会 署 廳 厅 辦公室 办公室 司令部 使館 使馆 領館 领馆 公司 集團 集团 銀行 银行 協會 协会 \
         學會 学会 基金會 基金会 理事會 理事会 安理會 安理会 聯合會 联合会 商會 商会 工會 工会 海合會 \
         海合会 大會 大会 聯盟 联盟 歐盟 欧盟 東盟 东盟 東協 北約 北约 聯合國 联合国 法院 檢察院 检察院 \
         機構 机构 組織 组织 新聞網 新闻网 網 网 通訊社 通讯社 新聞 新闻 日報 日报 時報 时报 週刊 周刊 \
         雜誌 杂志 電視台 電視臺 电视台 電台 电台 廣播公司 广播公司 智庫 智库 網站 网站 代表團 代表团 使團 \
         使团 警方 軍方 军方 官方 當局 当局 革命衛隊 革命卫队 衛隊 卫队 武裝部隊 武装部队 部隊 部队 美軍 \
         美军 以軍 以军 伊軍 伊军 俄軍 俄军 解放軍 解放军 國防軍 国防军 海軍 海军 空軍 空军 陸軍 陆军 \
         美聯儲 美联储 聯準會 央行 證監會 证监会 檢方 检方 校方 院方 館方 站方 廠方 厂方 市府 省府 縣府 \
         州府 總統府 总统府 五角大樓 五角大楼 克里姆林宮 克里姆林宫 路透 美聯 彭博 哈馬斯 哈马斯 真主黨 \
         真主党 胡塞武裝 胡塞武装 共和黨 共和党 民主黨 民主党 民進黨 民进党 國民黨 国民党 黨 共產黨 公會 \
         公会 亞投行 亚投行 部門 部门 服務隊 服务队 救援隊 救援队 消防隊 消防队 國家隊 国家队 俱樂部 \
         俱乐部 外務省 外务省 國務省 财务省 財務省 防衛省 防卫省 經產省 经产省 厚勞省 總務省 法務省 \
         國土交通省 共产党 工黨 工党 保守黨 保守党 方面 國台辦 国台办 辦 发改委 發改委 衛健委 卫健委 委 \
         世衛 世卫 世界銀行 世行 交易所 事務所 事务所 評論 站",
    )
});

/// Words that end like a body and are none, whatever stands before them.
pub static NO_BODIES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "全部 內部 内部 局部 東部 东部 西部 南部 北部 中部 幹部 干部 警報 警报 情報 情报 海報 海报 電報 \
         电报 舞台 平台 平臺 結局 结局 布局 佈局 格局 僵局 時局 时局 大局 社會 社会 通報 通报 彙報 汇报 \
         簡報 简报 舉報 举报 車站 车站 互聯網 互联网 官網 官网 公報 公报 國際組織 国际组织 後台 后台 預報 \
         预报 回報 回报 申報 申报 匯報 一部 大部 陽台 月台 上網 上网 法庭",
    )
});

/// Words that name a body only with something before them.
pub static ALONE: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "新聞 新闻 網 网 評論 评论 組織 组织 機構 机构 公司 中心 政府 研究中心 部隊 部队 站 辦 委 部 院 社 \
         報 报 台 臺 局 署 黨 党 另一方面 一方面 各方面 方面 聯盟 联盟 大會 大会 集團 集团 銀行 银行 協會 \
         协会 學會 学会 工會 工会 雜誌 杂志 大學 大学 媒體 媒体 本台 本社 部門 部门 本報 本报 週刊 周刊",
    )
});

/// Words that speak only in a manner of speaking: who wrote them is not said.
pub static NOBODY: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "報道 報導 报道 报导 消息 聲明 声明 研究 調查 调查 數據 数据 結果 结果 報告 报告 跡象 迹象 分析 \
         事實 事实 文章 決議 决议 協議 协议 內容 内容 資料 资料 觀點 观点 說法 说法 評論 评论 計劃 计划 \
         統計 统计 傳言 传言 傳聞 传闻 歷史 历史 經驗 经验 民調 民调 文件 信息 資訊 资讯 計畫 圖表 图表 \
         條約 条约 合同 公告 通知 規定 规定 法律 判決 判决 理論 理论 情況 情况 新聞稿 新闻稿 白皮書 白皮书 \
         規則 规则 標題 标题",
    )
});

/// What counts people: no part of a name.
pub static MEASURES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "一位 一名 一些 多名 多位 數名 数名 兩名 两名 三名 幾名 几名 幾位 几位 某位 某名 另一名 另一位 \
         不少 部分",
    )
});

/// Companies whose name is no body's by its ending and no person's by its sounds.
pub static COMPANIES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "百度 騰訊 腾讯 阿里巴巴 華為 华为 小米 京東 京东 美團 美团 網易 网易 字節跳動 字节跳动 抖音 拼多多 \
         滴滴 比亞迪 比亚迪 寧德時代 宁德时代 吉利 蔚來 蔚来 小鵬 小鹏 聯想 联想 中芯國際 中芯国际 萬科 万科 \
         恒大 碧桂園 碧桂园 茅台 蘋果 苹果 谷歌 微軟 微软 亞馬遜 亚马逊 特斯拉 臉書 推特 英偉達 英伟达 輝達 \
         英特爾 英特尔 高通 波音 空客 空中客車 輝瑞 辉瑞 星巴克 麥當勞 麦当劳 豐田 丰田 本田 日產 日产 索尼 \
         軟銀 软银 任天堂 三星 現代汽車 现代汽车 台積電 台积电 鴻海 鸿海 富士康 聯發科 聯電 國泰航空 国泰航空 \
         長榮航空 中石油 中石化 中海油 中國移動 中国移动 中國電信 中国电信 中國聯通 中国联通",
    )
});

/// Common nouns that speak for a body by themselves, whichever it is: 政府表示.
pub static COMMON_BODIES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "政府 公司 警方 軍方 军方 官方 校方 院方 館方 馆方 廠方 厂方 店方 檢方 检方 工會 工会 法院 市府 縣府 \
         省府 銀行 银行 醫院 医院 學校 学校 航空公司 鐵路公司 铁路公司 保險公司 保险公司 市議會 市议会 縣議會 \
         县议会 當局 当局 主辦方 主办方 業者 业者 店家",
    )
});

/// What begins a clause whose subject stands before it.
pub static GOING_ON: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "並 并 又 再 還 还 隨後 随后 隨即 随即 面對 面对 談到 谈到 談及 谈及 提到 被問 被问 回答 接受 出席 抵達 \
         抵达 前往 會見 会见 接著 接着",
    )
});

/// Particles and adverbs that are the second character of some names: 文在寅, 林則徐, 沈從文, 汪曾祺.
pub static IN_NAMES: CharSet = CharSet::of("在則则均從从曾並并");

/// What joins two subjects.
pub static CONJUNCTIONS: LazyLock<Words> = LazyLock::new(|| Words::of("和 與 与 及 以及 暨 跟 同"));

/// Countries and capitals that speak as one, without the state's full name.
pub static COUNTRIES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "塞尔维亚 塞爾維亞 罗马尼亚 羅馬尼亞 保加利亚 保加利亞 克罗地亚 克羅地亞 斯洛文尼亚 斯洛文尼亞 \
         斯洛伐克 立陶宛 拉脱维亚 拉脫維亞 爱沙尼亚 愛沙尼亞 格鲁吉亚 格魯吉亞 亚美尼亚 亞美尼亞 阿塞拜疆 \
         白俄罗斯 白俄羅斯 哈萨克斯坦 哈薩克斯坦 哈薩克 乌兹别克斯坦 烏茲別克斯坦 土库曼斯坦 土庫曼斯坦 \
         蒙古 尼泊尔 尼泊爾 阿尔及利亚 阿爾及利亞 坦桑尼亚 坦桑尼亞 刚果 剛果 卢旺达 盧旺達 乌干达 烏干達 \
         索马里 索馬里 加纳 加納 塞内加尔 塞內加爾 玻利维亚 玻利維亞 厄瓜多尔 厄瓜多爾 巴拉圭 巴拿马 \
         巴拿馬 海地 洪都拉斯 尼加拉瓜 危地马拉 危地馬拉 哥斯达黎加 哥斯達黎加 萨尔瓦多 薩爾瓦多 \
         阿尔巴尼亚 阿爾巴尼亞 科索沃 卢森堡 盧森堡 马耳他 馬耳他 塞浦路斯 爱尔兰 愛爾蘭 苏格兰 蘇格蘭 \
         芝加哥 紐約 纽约 捷克 匈牙利 奧地利 奥地利 希臘 希腊 冰島 冰岛 烏拉圭 乌拉圭 秘魯 秘鲁 摩洛哥 \
         突尼斯 美國 美国 中國 中国 日本 韓國 韩国 朝鮮 朝鲜 北韓 俄羅斯 俄罗斯 烏克蘭 乌克兰 英國 英国 \
         法國 法国 德國 德国 意大利 義大利 西班牙 葡萄牙 荷蘭 荷兰 比利時 比利时 波蘭 波兰 瑞士 瑞典 挪威 \
         芬蘭 芬兰 丹麥 丹麦 土耳其 伊朗 伊拉克 以色列 巴勒斯坦 沙特 沙烏地阿拉伯 沙特阿拉伯 卡塔爾 卡塔尔 \
         卡達 阿曼 阿聯酋 阿联酋 科威特 巴林 也門 也门 約旦 约旦 黎巴嫩 敘利亞 叙利亚 埃及 印度 巴基斯坦 \
         阿富汗 孟加拉國 斯里蘭卡 緬甸 缅甸 泰國 泰国 越南 老撾 柬埔寨 馬來西亞 马来西亚 新加坡 印尼 \
         印度尼西亞 印度尼西亚 菲律賓 菲律宾 澳大利亞 澳大利亚 澳洲 新西蘭 新西兰 紐西蘭 加拿大 墨西哥 \
         巴西 阿根廷 智利 委內瑞拉 委内瑞拉 哥倫比亞 哥伦比亚 古巴 南非 尼日利亞 尼日利亚 肯尼亞 肯尼亚 \
         埃塞俄比亞 蘇丹 苏丹 利比亞 利比亚 台灣 臺灣 台湾 香港 華盛頓 华盛顿 德黑蘭 德黑兰 莫斯科 北京 \
         東京 东京 基輔 基辅 平壤 耶路撒冷 布魯塞爾 布鲁塞尔 倫敦 伦敦 巴黎 柏林 首爾 首尔 新德里",
    )
});

/// Single characters that stand for a country before 方: 美方, 伊方.
pub static SIDES: CharSet = CharSet::of(
    "美中日韓韩朝俄烏乌英法德意土伊以巴沙印歐欧澳加越菲泰緬缅我對对雙双各多警校檢检軍军官院資资勞劳買买賣卖主甲乙控辯辩台臺港阿",
);

/// Family names of one character.
pub static SURNAMES: CharSet = CharSet::of(
    "王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭何高林羅罗鄭郑梁謝谢宋唐許许韓韩馮冯鄧邓曹彭曾蕭萧肖田董袁潘於于蔣蒋蔡余杜葉叶程蘇苏魏呂吕丁任沈姚盧卢姜崔鍾钟鐘譚谭陸陆汪范金石廖賈贾夏韋韦付方白鄒邹孟熊秦邱江尹薛閻阎閆闫段雷侯龍龙史陶黎賀贺顧顾毛郝龔龚邵萬万錢钱嚴严覃武戴莫孔向湯汤文華华洪耿關关焦俞季樊翁柯柳霍歐欧祝翟倪裴包屠阮卓凌費费喬乔童管左章魯鲁岳俞習习溫温游施詹簡简賴赖巫紀纪裘柴匡牛聶聂鮑鲍傅項项路殷尤苗齊齐康伍余祁甄習习盛單单解宗卜甘房古穆辛戚成車车邢申鄔佟姬饒饶蒲麥麦",
);

/// Family names of two characters.
pub static LONG_SURNAMES: LazyLock<Words> =
    LazyLock::new(|| Words::of("歐陽 欧阳 司馬 司马 諸葛 诸葛 上官 司徒 端木 皇甫 東方 慕容 令狐 宇文"));

/// Characters that write the sounds of foreign names and hardly stand in everyday words.
pub static SOUNDS: CharSet = CharSet::of(
    "阿埃艾昂奧奥澳巴拜鮑鲍貝贝彼賓宾伯勃博布茨戴蒂狄迪鄧邓登頓顿厄俄恩爾尔菲芬弗佛戈葛哈赫亨胡霍基吉賈贾杰津卡坎柯科克肯庫库奎昆拉萊莱賴赖蘭兰朗勒雷蕾黎莉琳盧卢魯鲁倫伦羅罗洛呂吕瑪玛邁迈曼芒蒙孟穆姆納纳娜奈尼涅諾诺歐欧帕潘龐庞佩彭珀珂浦普齊齐契恰喬乔琴茹儒瑞薩萨塞桑瑟森莎紹绍舍施舒斯蘇苏索塔泰坦湯汤陶滕廷托陀瓦韋韦維维魏溫温翁沃烏乌希錫锡謝谢欣辛遜逊雅亞亚揚扬楊杨堯尧耶葉叶伊尤詹澤泽兹茲祖佐川蓬雍紮扎",
);

/// Characters that write such sounds too, but are everyday characters beside.
pub static EVERYDAY_SOUNDS: CharSet = CharSet::of(
    "特加里利馬马內内德比達达丹東东因約约林威西夏麥麦米莫沙史士山什司思提圖图土萬万文伍武海漢汉豪安多凡法費费福格根古甘蓋盖康考勞劳列路龍龙隆門门摩默南寧宁努派培皮平奇強强切丘曲讓让尚衛卫休許许延英于查拔本白班包保道丁杜敦范哥華华怀懷黃黄簡简金凱凯孔理立力連连廉留略毛梅明墨木拿年紐纽農农賽赛通旺香肖蕭萧興兴雪永宰章珍治芝志中朱茱卓子宗京美熱热列巧維比泊珊岡冈娃爵貢贡珠恕納耐爱愛",
);

/// Characters that no name holds: particles, pronouns, verbs of every sentence.
pub static NEVER: CharSet = CharSet::of(
    "的了是在有這这那此其該该個个些們们什麼么誰谁不沒没就也都還还會被把將将從从為为與与或則则您你我他她它自很最更又再可能要說说稱称嗎吗呢吧啊著着過过兩两幾几每各某另並并對对等之所以及使讓让給给向跟者",
);

/// Whether nobody in particular speaks under this name: a vague source, or a post or body that any place has.
pub fn is_vague(name: &str) -> bool {
    VAGUE.at_end(name).is_some() || TITLES.contains(name) || COMMON_BODIES.contains(name)
}
