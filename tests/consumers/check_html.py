"""html: Chromium shows the report at a phone's width and at a desk's, in light and dark. Nothing runs over the edge, axe
finds nothing serious, no script runs though one is everywhere that words can stand, and every passage can be seen."""

import importlib.util
import json
import unicodedata
from pathlib import Path

import browser
import hard

WIDTHS = {"phone": (390, 844), "desk": (1280, 900)}
SERIOUS = ("serious", "critical")
AXE = Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"

# Each would set what a script that runs would set.
SCRIPT = "<script>window.ran=1</script><img src=x onerror='window.ran=1'>\" onmouseover=\"window.ran=1"

# The words of each passage by its number, as they stand in its elements.
PASSAGES = """Object.entries(Array.from(document.querySelectorAll("mark[data-n]")).reduce((words, mark) => {
    const card = document.getElementById("n" + mark.dataset.n).dataset.annotation;
    words[card] = (words[card] || "") + mark.textContent;
    return words;
}, {}))"""

# How wide the page is. A phone's own window widens with what it shows, so it is no measure.
WIDTH = "document.documentElement.scrollWidth"

# What reaches over the page's edge, by its tag and classes.
WIDE = """Array.from(document.querySelectorAll("body *:not(.said)"))
    .filter(part => part.getBoundingClientRect().right > screen.width + 0.5
        && !part.closest(".said"))
    .slice(0, 5).map(part => part.tagName + "." + part.getAttribute("class"))"""

SERIOUSLY = f"""axe.run(document, {{resultTypes: ["violations"]}}).then(found => JSON.stringify(
    found.violations.filter(one => {json.dumps(SERIOUS)}.includes(one.impact)).map(one =>
        [one.id, one.help, one.nodes.slice(0, 3).map(node => node.html.slice(0, 200) + " " + node.failureSummary)])))"""


def sign(character):
    """What stands for a character that cannot be seen."""
    if character in "\n\t\u200d" or unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp"):
        return character
    return chr(0x2400 + ord(character)) if character < " " else f"<{ord(character):04X}>"


def unspaced(words):
    """Without blanks: those between paragraphs are no characters of the page."""
    return "".join(words.split())


def hostile():
    """The report of an article that is full of scripts, of a library of its own."""
    source = hard.FOLDER / "<img src=x onerror=window.ran=1>.txt"
    source.write_text(f"{SCRIPT}\n\n{SCRIPT}評。\n", encoding="utf-8")
    words = json.dumps(SCRIPT)
    (hard.FOLDER / "hostile.toml").write_text(
        f"reader = {words}\n[[labels]]\nname = {words}\nkey = \"x\"\ncolour = \"red\"\nsign = \"<\"\n"
        f"description = {words}\n", encoding="utf-8")
    hard.LIBRARY = hard.FOLDER / "hostile.db"
    hard.run("add", str(source), reader="hostile")
    hard.run("annotate", str(source), "--label", SCRIPT, "--quote", "評", "--note", SCRIPT, "--source", SCRIPT,
             reader="hostile")
    path = hard.FOLDER / "exports" / "hostile.html"
    hard.run("export", "--format", "html", "-o", str(path), reader="hostile")
    return path


path, losses = hard.export("html")
assert not losses, losses
# A browser tells a page from a text by its name.
path = path.rename(path.with_suffix(".html"))
expected, hostile_path = hard.expected(), hostile()
with browser.page() as page:
    for name, (width, height) in WIDTHS.items():
        for scheme in ("light", "dark"):
            page.show(width, height, scheme)
            page.open(path)
            where = f"{name}, {scheme}"
            assert page.evaluate(WIDTH) <= width, (where, page.evaluate(WIDE))
            assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark"), where
            # The style is the one that the policy names: it is in force.
            assert page.evaluate("getComputedStyle(document.querySelector('.row')).display") == "grid", where
            page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
            violations = json.loads(page.evaluate(SERIOUSLY))
            assert not violations, (where, violations)
    asked = {event["request"]["url"] for event in page.told("Network.requestWillBeSent")}
    assert asked == {path.as_uri()}, asked
    found = dict(page.evaluate(PASSAGES))
    hard.same("passages", [(name, unspaced(words)) for name, words in found.items()],
              [(a["id"], unspaced("".join(map(sign, a["quote"])))) for a in expected])

    page.show(*WIDTHS["phone"], "light")
    page.open(hostile_path)
    assert page.evaluate("document.querySelectorAll('mark[data-n]').length") == 1
    assert page.evaluate("typeof window.ran") == "undefined" and not page.told("Log.entryAdded")
    assert page.evaluate(WIDTH) <= WIDTHS["phone"][0], page.evaluate(WIDE)
    # What the policy is for, should a script ever get into a page: this one does not run either.
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    assert page.evaluate("typeof window.ran") == "undefined" and page.told("Log.entryAdded")
    product = page.product()

print(f"{len(found)} annotations at {len(WIDTHS)} widths in light and dark, by {product} and axe-core")
