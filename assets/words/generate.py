#!/usr/bin/env python3
"""Writes common.txt: which characters, pairs of characters and words are common in Chinese at large.

    generate.py dict.txt

dict.txt is the dictionary of jieba as the crate jieba-rs 0.11.0 has it (src/data/dict.txt): words, how often each was met
in some sixty million, and a part of speech, which is not used.

Each line of common.txt is a kind, a number in tenths, and what it holds for:

- `character`, `pair`: what part of its weight it keeps. A pair is common where it stands in common words, or where one word
  often ends with the first and another begins with the second, as often as chance brings such two together. From a
  probability of e^-6 on a pair keeps nothing, up to e^-11 it keeps a part, beyond that all, and is left out; a
  character from e^-4 to e^-7.
- `word`: of the words of alike.txt, what part of the full weight it has: a third where there is one in e^10 words, two
  thirds down to one in e^13. Those beyond are left out.
"""
import collections
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
CHARACTER, PAIR = (4, 7), (6, 11)
WORD = [(10, 3), (13, 7)]

words = collections.Counter()
for line in open(sys.argv[1], encoding="utf-8"):
    word, count, *_ = line.split(" ")
    words[word] += int(count)
characters, pairs, firsts, lasts = (collections.Counter() for _ in range(4))
for word, count in words.items():
    for character in word:
        characters[character] += count
    for pair in zip(word, word[1:]):
        pairs["".join(pair)] += count
    firsts[word[0]] += count
    lasts[word[-1]] += count
in_characters, in_words = characters.total(), words.total()


def tenths(probability, bounds):
    least, most = bounds
    return round(10 * min(max((-math.log(probability) - least) / (most - least), 0), 1))


def is_ideograph(character):
    return 0x3400 <= ord(character) <= 0x9FFF


def border(last, first):
    return lasts[last] / in_words * firsts[first] / in_characters


kept = collections.defaultdict(list)
for character in filter(is_ideograph, characters):
    part = tenths(characters[character] / in_characters, CHARACTER)
    if part < 10:
        kept["character", part].append(character)
# No border between rarer ones is common.
often = [[c for c, count in side.items() if count > in_words / math.e ** (PAIR[1] - 1) and is_ideograph(c)] for side in (lasts, firsts)]
candidates = {pair for pair in pairs if all(map(is_ideograph, pair))}
candidates.update(last + first for last in often[0] for first in often[1])
for pair in candidates:
    part = tenths(pairs[pair] / in_characters + border(*pair) + 1e-8, PAIR)
    if part < 10:
        kept["pair", part].append(pair)
alike = {word for line in open(HERE / "alike.txt", encoding="utf-8") if line[0] != "#" for word in line.split()}
for word in alike:
    rarity = -math.log((words[word] + 5) / in_words)
    part = next((part for most, part in WORD if rarity < most), 10)
    if part < 10:
        kept["word", part].append(word)
with open(HERE / "common.txt", "w", encoding="utf-8", newline="\n") as out:
    print("# Made by generate.py from the dictionary of jieba, which is under the MIT License: see LICENSE-JIEBA.", file=out)
    for (kind, part), items in sorted(kept.items()):
        print(kind, part, *sorted(items), file=out)
