"""Generated texts are the same for the same seed, and hold what the benches and judges look for."""
import subprocess
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

from make_corpus import FOREIGN, LONG_END, LONG_TITLE, NEEDLE, article, article_path, articles_chance

TOOL = Path(__file__).with_name("make_corpus.py")
PROFILES = Path(__file__).parent.parent / "benches" / "profiles.toml"


def written(*how):
    """Every file's text by its path."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, TOOL, folder, *how], check=True)
        return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in sorted(Path(folder).rglob("*.txt"))}


class Corpus(unittest.TestCase):
    def test_same_seed_same_texts(self):
        how = ["--articles", "3", "--chars", "2000"]
        first = written(*how)
        self.assertEqual(first, written(*how))
        self.assertNotEqual(first, written(*how, "--seed", "2"))
        self.assertEqual(len(first), 5)

    def test_articles_have_every_feature(self):
        texts = list(written("--articles", "60", "--chars", "").values())
        for text in texts:
            self.assertTrue(1200 < len(text) < 3600, len(text))
        for feature in ("“", "《", "——", "……", "![]()", "PM2.5", "https://", "%", "月", "，", ",", *FOREIGN[:4]):
            self.assertTrue(any(feature in text for text in texts), feature)
        self.assertEqual([number for number, text in enumerate(texts) if "虚构" in text], [9, 19, 29, 39, 49, 59])
        lengths = [len(line) for text in texts for line in text.splitlines()[2:]]
        self.assertTrue(max(lengths) > 380 and sum(20 <= one <= 60 for one in lengths) > 100)

    def test_needle_stands_once_at_nine_tenths(self):
        texts = written("--articles", "", "--chars", "40000")
        self.assertEqual(sorted(texts), ["book-40000.txt", "one-line-40000.txt"])
        for text in texts.values():
            self.assertEqual(text.count(NEEDLE), 1)
            self.assertAlmostEqual(text.index(NEEDLE) / len(text), 0.9, delta=0.02)
            self.assertTrue(text.startswith(LONG_TITLE) and text.endswith(LONG_END + "\n"))
        self.assertEqual(texts["one-line-40000.txt"].count("\n"), 1)

    def test_many_articles_stand_in_folders(self):
        self.assertEqual(article_path(1_000, 1_001), Path("articles-1001/001/001000.txt"))
        self.assertEqual(article_path(999, 1_000), Path("articles-1000/000999.txt"))

    def test_markers_of_the_bench_stand_in_the_texts(self):
        # The list of a library shows the first article at its head.
        texts = {total: article(articles_chance(1, total), 0, {}) for total in (5, 1_000, 10_000, 100_000)}
        book = "".join(written("--articles", "", "--chars", "1000").values())
        for profile in tomllib.loads(PROFILES.read_text(encoding="utf-8"))["profile"]:
            library = profile["scenario"].startswith("library-") and profile["name"] == "pingdian"
            short = profile["scenario"] == "article" or profile["scenario"].startswith("library-")
            text = texts[int(profile["scenario"][8:]) if library else 5] if short else book
            for marker in (profile["marker"], *(step["marker"] for step in profile.get("steps", []) if "marker" in step)):
                self.assertIn(marker, text, profile["scenario"])


if __name__ == "__main__":
    unittest.main()
