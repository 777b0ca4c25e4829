"""The judge of wrapped text finds faults of every kind, and none where there is none."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from check_wrap import cells, judge

TOOL = Path(__file__).with_name("check_wrap.py")


def found(source, rendered, width, **how):
    return [kind for kind, _ in judge(source, rendered, width, **how).faults()]


class Judge(unittest.TestCase):
    def test_passes_what_is_right(self):
        source = "他說：「船來了。」\n\n![]()\nThe F-35C 飛過——沒有停……真的。\n"
        rendered = "    他說：「船\n    來了。」\n\n    [image]\n\n    The F-35C\n    飛過——沒\n    有停……真\n    的。\n"
        self.assertEqual(found(source, rendered, 14), [])

    def test_finds_lines_that_are_too_wide(self):
        self.assertEqual(found("一二三四五", "一二三四\n五", 7), ["wide"])
        self.assertEqual(found("一二三四五", "一二三四\n五", 8), [])
        self.assertEqual(found("一二三", "  一二\n三", 5), ["wide"])

    def test_finds_marks_that_begin_a_line(self):
        for mark in "。，、！？；：）」』》”’,.々ーっッ·":
            self.assertEqual(found(f"一二{mark}三", f"一二\n{mark}三", 8), ["start"], mark)
        self.assertEqual(found("一二\n」三四", "一二\n」三四", 8), [], "a paragraph may begin so")

    def test_finds_marks_that_end_a_line(self):
        for mark in "（「『《【“‘([":
            self.assertEqual(found(f"一{mark}二三", f"一{mark}\n二三", 8), ["end"], mark)
        self.assertEqual(found("一「\n二三", "一「\n二三", 8), [], "a paragraph may end so")

    def test_finds_words_that_are_cut(self):
        self.assertEqual(found("在London城", "在Lon\ndon城", 8), ["split"])
        self.assertEqual(found("在 Lon don 城", "在 Lon\ndon 城", 8), [], "there is a space")
        self.assertEqual(found("several services", "several s\nervices", 9), ["split"], "only the cut word must fit")
        self.assertEqual(found("a 12345678901", "a 123456\n78901", 8), [], "no line could hold it")

    def test_finds_designations_that_are_cut_at_the_hyphen(self):
        self.assertEqual(found("機型F-35C號", "機型F-\n35C號", 8), ["split"])
        self.assertEqual(found("well-known", "well-\nknown", 12), [], "no figure in it")
        self.assertEqual(found("AAAA-12345678", "AAAA-\n12345678", 9), [], "no line could hold it")

    def test_finds_pairs_that_are_parted(self):
        for mark in "—…":
            self.assertEqual(found(f"一{mark * 2}二", f"一{mark}\n{mark}二", 8), ["split"], mark)
            self.assertEqual(found(f"一{mark * 4}二", f"一{mark * 2}\n{mark * 2}二", 8), [], mark)

    def test_finds_what_is_lost_added_or_moved(self):
        for rendered in ("一二\n四五", "一二三四", "二一三\n四五", "一二三\n四五\n六", "一二三\n四五五", ""):
            self.assertEqual(found("一二三\n四五", rendered, 8), ["lost"], rendered)

    def test_lets_one_mark_hang_where_it_may(self):
        self.assertEqual(found("一二。三", "一二。\n三", 4, hanging=True), [])
        self.assertEqual(found("一二。三", "一二。\n三", 4), ["wide"])
        self.assertEqual(found("一二。”三", "一二。”\n三", 4, hanging=True), ["wide"], "not two marks")
        self.assertEqual(found("一二三四", "一二三\n四", 4, hanging=True), ["wide"], "a character is no mark")

    def test_counts_cells_as_a_terminal_does(self):
        self.assertEqual((cells("“α”", 1), cells("“α”", 2)), (3, 6))
        self.assertEqual(cells("か\u3099ﾊﾟe\u0301", 1), 5)
        self.assertEqual(cells("👨‍👩‍👧‍👦", 1), 2)

    def test_measures_what_is_empty_on_lines_that_go_on(self):
        self.assertEqual(judge("一二三四五", "一二三\n四五", 8).ragged, 0.25)
        self.assertEqual(judge("一二三", "一二三", 60).ragged, 0.0)

    def test_exit_status_tells_a_fault(self):
        with tempfile.TemporaryDirectory() as folder:
            source, rendered = Path(folder, "source"), Path(folder, "rendered")
            source.write_text("一二。三\n", encoding="utf-8")
            for text, status in (("一\n二。三\n", 0), ("一二\n。三\n", 1)):
                rendered.write_text(text, encoding="utf-8")
                done = subprocess.run([sys.executable, TOOL, source, rendered, "--width", "8", "--json"], capture_output=True)
                self.assertEqual(done.returncode, status, done.stderr)
                self.assertEqual(len(json.loads(done.stdout)["start"]), status)


if __name__ == "__main__":
    unittest.main()
