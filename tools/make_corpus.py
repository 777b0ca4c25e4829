#!/usr/bin/env python3
"""Writes made-up reports in Chinese, the same for the same seed, for benches and judges that need many or long texts.

    make_corpus.py OUT [--seed N] [--articles N,…] [--chars N,…]

OUT/articles-N/    N articles of 1,200 to 2,800 characters, more than 1,000 of them in folders of 1,000
OUT/book-N.txt     one text of N characters in paragraphs
OUT/one-line-N.txt one text of N characters in a single line

`--articles ""` or `--chars ""` writes none of these. An article has a title, paragraphs of 20 to 400 characters, quotations,
titles of works, dashes, ellipses, Latin words, figures, dates, lines that stand for images, and a notice at its end. Every
second one has the ASCII punctuation of many web sites, every tenth is in Simplified characters, every fiftieth has
Japanese, Korean and emoji too. NEEDLE stands once in each long text, at nine tenths of it.
"""
import argparse
import random
from pathlib import Path

NEEDLE = "甲乙丙丁戊"
LONG_TITLE, LONG_END = "長卷樣本", "全卷到此為止。"
SIMPLIFIED = Path(__file__).parent.parent / "assets" / "opencc" / "TSCharacters.txt"

WHO = (
    "市長 水利局 船東公會 環保團體 渡輪公司 鐵路局 林務署 氣象台 漁會 村民代表 工程師 審計署 檢察官 教授 記者 消防隊 圖書館 "
    "博物館 衛生局 電力公司 農會"
).split()
WHERE = "青石鎮 白鷺灣 東港 北嶺 大橋頭 南河口 舊城 鹽場 燈塔島 竹林鄉 上游 下游 三角洲 紅樹林 火車站 碼頭".split()
SAYS = "說 稱 回應 解釋 估計 反駁 擔心 相信 提醒 披露 記得 公布 質問 答應 主張 否認".split()
WHAT = (
    "水壩 談判 渡輪 水價 堤防 補償方案 地下水 漁獲 航道 鐵路 稻田 濕地 電費 預算 調查報告 土地租約 污水處理廠 老橋 博覽會 搬遷計劃 "
    "雨季 會議紀錄"
).split()
HAPPENS = (
    "再度延後 已有結果 遲遲沒有下文 比去年多了一倍 引起鄰縣不滿 要重新審查 只完成了一半 沒有人願意負責 會影響整個流域 超過原來的估算 "
    "還需要時間 由法院決定 在爭議中通過"
).split()
LATIN = ["GPS", "A380", "F-16V", "PM2.5", "WHO", "Wi-Fi", "km/h", "45%", "0.75%", "2,400 噸", "v3.1", "https://example.com/p?id=7&l=zh", "COVID-19"]
COUNTED = ["座水庫", "名工人", "億元", "公頃", "個村莊", "條航線", "次會談", "萬人次"]
FOREIGN = [
    "市役所は「来月までに決めます」と答えた。",
    "ダムの水位は前年より12%低い。",
    "강 하류의 주민들은 대책을 요구했다.",
    "시장은 예산이 부족하다고 밝혔다.",
    "留言裡多是👨‍👩‍👧‍👦和🌊,也有人貼👍🏽。",
]
KINDS = ["event", "saying", "date", "figure", "quotation", "latin", "work"]
KIND_WEIGHTS = [54, 13, 9, 8, 8, 4, 4]
JOINTS, JOINT_WEIGHTS = ["，", "、", "；", "：", "——"], [8, 2, 2, 1, 1]
ENDS, END_WEIGHTS = ["。", "！", "？", "……", "。”"], [12, 1, 1, 1, 1]
ASCII_MARKS = str.maketrans("，；：！？（）", ",;:!?()")


def clause(chance):
    pick = chance.choice
    match chance.choices(KINDS, KIND_WEIGHTS)[0]:
        case "saying":
            return f"{pick(WHERE)}的{pick(WHO)}{pick(SAYS)}"
        case "date":
            return f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
        case "figure":
            return f"共有{chance.randint(2, 980)}{pick(COUNTED)}"
        case "quotation":
            return f"“{pick(WHAT)}{pick(HAPPENS)}”"
        case "latin":
            return f"依照{pick(LATIN)}的{pick(WHAT)}"
        case "work":
            return f"《{pick(WHERE)}{pick(WHAT)}》裡的{pick(WHAT)}"
        case _:
            return f"{pick(WHERE)}的{pick(WHAT)}{pick(HAPPENS)}"


def sentence(chance):
    text = clause(chance)
    for _ in range(chance.randint(0, 4)):
        text += chance.choices(JOINTS, JOINT_WEIGHTS)[0] + clause(chance)
    return text + chance.choices(ENDS, END_WEIGHTS)[0]


def paragraph(chance):
    size, text = chance.choice([20, 50, 80, 120, 170, 230, 380]), ""
    while len(text) < size:
        text += sentence(chance)
    return text


def paragraphs(chance, characters):
    """Paragraphs of so many characters in all, or a few more."""
    count = 0
    while count < characters:
        one = paragraph(chance)
        count += len(one) + 1
        yield one


def simplified():
    """A table for str.translate, of OpenCC's first choice for each character."""
    rows = [line.split() for line in SIMPLIFIED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {ord(row[0]): row[1] for row in rows if len(row) > 1 and len(row[0]) == 1}


def article(chance, number, to_simplified):
    lines = [f"{chance.choice(WHERE)}{chance.choice(WHAT)}{chance.choice(HAPPENS)}（第{number}號）", ""]
    for one in paragraphs(chance, chance.randint(1200, 2800)):
        lines.append(one)
        if chance.random() < 0.12:
            lines.append("![]()")
    if number % 50 == 3:
        lines += FOREIGN
    lines.append("附記：本篇由程式拼成，人物與事情都是虛構的。")
    text = "\n".join(lines) + "\n"
    if number % 2:
        text = text.translate(ASCII_MARKS)
    return text.translate(to_simplified) if number % 10 == 9 else text


def long_text(chance, characters, newline):
    lines = [f"{LONG_TITLE}（約{characters}字）"]
    lines += paragraphs(chance, characters * 0.9)
    lines.append(f"要找的是「{NEEDLE}」，別處沒有。")
    lines += paragraphs(chance, characters * 0.1)
    lines.append(LONG_END)
    return newline.join(lines) + "\n"


def articles_chance(seed, total):
    return random.Random(f"{seed} articles {total}")


def article_path(number, total):
    folder = Path(f"articles-{total}")
    return (folder / f"{number // 1000:03}" if total > 1000 else folder) / f"{number:06}.txt"


def numbers(given):
    return [int(one) for one in given.split(",") if one]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=numbers, default=[5, 1_000, 10_000])
    parser.add_argument("--chars", type=numbers, default=[1_000_000, 10_000_000])
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    to_simplified = simplified()
    for total in given.articles:
        chance = articles_chance(given.seed, total)
        for number in range(total):
            path = given.out / article_path(number, total)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(article(chance, number, to_simplified), encoding="utf-8", newline="\n")
    for total in given.chars:
        for name, newline in (("book", "\n"), ("one-line", "")):
            chance = random.Random(f"{given.seed} {name} {total}")
            (given.out / f"{name}-{total}.txt").write_text(long_text(chance, total, newline), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
