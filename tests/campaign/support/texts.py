"""Makes articles by chance."""

CHARACTERS = "河水漲了石橋斷開老人說沒有見過山村的路被雨沖走誰也想不到今年來得這樣早制裁談判代表離開港口船隊名單"


def sentence(rng, least=6, most=18):
    return "".join(rng.choice(CHARACTERS) for _ in range(rng.randint(least, most))) + rng.choice("。。。？！")


def article(rng, title, sentences=60):
    """A title, an empty line, and sentences in paragraphs of four."""
    body = "".join(sentence(rng) + ("\n\n" if number % 4 == 3 else "") for number in range(sentences))
    return f"{title}\n\n{body.strip()}\n"


def write(rng, folder, count, sentences=60):
    """Files of articles, each with a title of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"article-{number:04}.txt"
        path.write_text(article(rng, f"第{number}篇{rng.randrange(10**9)}", sentences), "utf-8")
        paths.append(path)
    return paths
