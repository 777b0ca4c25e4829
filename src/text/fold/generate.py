#!/usr/bin/env python3
"""Writes simplified.rs: to which character each Traditional or variant character is folded.

    generate.py Unihan_Variants.txt JPShinjitaiCharacters.txt > simplified.rs

The first file is in Unihan.zip of the Unicode Character Database (https://www.unicode.org/Public/UCD/latest/ucd/), the second
in data/dictionary of OpenCC (https://github.com/BYVoid/OpenCC, version 1.4.1). Taken from the first:

- kSimplifiedVariant: the first that is another character;
- kZVariant and kSemanticVariant of characters that GB 2312 lacks and that have no simplified form of their own, where
  they lead to one character that GB 2312 has: forms in which Traditional texts differ among each other;
- then AMENDED, forms for which these fields say nothing, or nothing of use.

From the second: the Japanese new forms (発, 図, 駅) that GB 2312 lacks and of which the first says nothing, where the old forms
lead to one character. Those that GB 2312 has are left alone, since they are Chinese characters with a meaning of their own
(沪 is Shanghai, 芸 a plant), but for 浜, without which 横浜 is not 橫濱.

Characters outside U+3400..U+9FFF are left out.
"""
import sys
from collections import defaultdict

AMENDED = (
    "託托妳你餵喂甦苏佈布佔占兇凶剷铲唸念嚐尝嚮向囌苏塚冢崑昆嶽岳彆别彿佛悽凄捱挨昇升氾泛洩泄燬毁痠酸癒愈籤签糰团綵彩縴纤"
    "蒐搜蓆席襬摆諮咨讚赞遊游釦扣鉅巨鍊炼陞升霑沾麴曲噁恶奬奖産产緑绿翫玩覈核譭毁鑑鉴録录閲阅闇暗顔颜駡骂浜滨"
)


def in_scope(character):
    return 0x3400 <= ord(character) <= 0x9FFF


def in_gb2312(character):
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def variants(path):
    found = defaultdict(dict)
    for line in open(path, encoding="utf-8"):
        if line.startswith("U+"):
            source, field, targets = line.rstrip("\n").split("\t")
            source = chr(int(source[2:], 16))
            targets = [chr(int(target.split("<")[0][2:], 16)) for target in targets.split(" ")]
            targets = [target for target in targets if target != source and in_scope(target)]
            if in_scope(source) and targets:
                found[field][source] = targets
    return found


def new_forms(path):
    for line in open(path, encoding="utf-8"):
        if "\t" in line and not line.startswith("#"):
            form, old = line.rstrip("\n").split("\t")
            yield form, [character for character in old.split(" ") if character != form]


def folds(fields, new_forms):
    simplified = {source: targets[0] for source, targets in fields["kSimplifiedVariant"].items()}
    folded = dict(simplified)
    for field in ("kZVariant", "kSemanticVariant"):
        for source, targets in fields[field].items():
            ends = {simplified.get(target, target) for target in targets}
            ends = {end for end in ends if in_gb2312(end)}
            if source not in folded and not in_gb2312(source) and len(ends) == 1:
                folded[source] = ends.pop()
    folded.update(zip(AMENDED[::2], AMENDED[1::2]))
    for form, old in new_forms:
        ends = {folded.get(character, character) for character in old}
        if form not in folded and not in_gb2312(form) and in_scope(form) and len(ends) == 1:
            folded[form] = ends.pop()
    for source, target in folded.items():
        seen = {source}
        while target in folded and target not in seen:
            seen.add(target)
            target = folded[target]
        folded[source] = target
    return {source: target for source, target in folded.items() if source != target}


def main():
    pairs = [source + target for source, target in sorted(folds(variants(sys.argv[1]), new_forms(sys.argv[2])).items())]
    print("//! Made by generate.py beside this file from Unicode's Unihan_Variants.txt and OpenCC's JPShinjitaiCharacters.txt:")
    print("//! change that one and run it again.")
    print("//!")
    print("//! Copyright © 1991-2022 Unicode, Inc. All rights reserved. The data are used under the Unicode License V3,")
    print("//! LICENSE-UNICODE beside this file, and are modified: a choice of three fields, amended. The Japanese forms are")
    print("//! OpenCC's, under the Apache License 2.0 (assets/opencc/LICENSE), and are modified: a choice of them.")
    print()
    print("/// Characters and what each is folded to, by turns, in the order of code points.")
    print("pub(super) const SIMPLIFIED: &str = concat!(")
    for at in range(0, len(pairs), 25):
        print(f'    "{"".join(pairs[at:at + 25])}",')
    print(");")


if __name__ == "__main__":
    main()
