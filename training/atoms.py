"""Cuts a text into atoms, the smallest pieces that a word can begin or end at (src/text/atoms.cc is its twin).

An atom is a run of letters, marks and digits, or one mark of punctuation or symbol. A clitic ("'s", "n't") is an atom of its own, and
a fused word ("cannot") is cut as data/english/fused.tsv says. White space, controls and format characters belong to no atom.
"""
import os
import unicodedata

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "english")
APOSTROPHES = "'’"
CLITICS = {"s", "m", "d", "re", "ve", "ll"}
MAX_ATOM = 64  # code points; longer runs are cut, so that a window always has room for an atom


def read_fused():
    table = {}
    with open(os.path.join(DATA, "fused.tsv"), encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                parts = line.strip().split("\t")
                table["".join(parts)] = [len(part) for part in parts]
    return table


FUSED = read_fused()


def kind(character):
    """'w' for what runs together (letters, marks, digits), 'p' for what stands alone, ' ' for what separates."""
    category = unicodedata.category(character)
    if category[0] in "LMN":
        return "w"
    return "p" if category[0] in "PS" else " "


def unit(before, after):
    """Between a digit and a letter: "10pm" and "5km" may be two words."""
    return unicodedata.category(before) == "Nd" and unicodedata.category(after)[0] == "L"


def atoms(text):
    """Half-open code point spans of the atoms of a text, in order."""
    found, at, size = [], 0, len(text)
    while at < size:
        what = kind(text[at])
        if what == " ":
            at += 1
            continue
        end = at + 1
        if what == "w":
            while end < size and end - at < MAX_ATOM and kind(text[end]) == "w" and not unit(text[end - 1], text[end]):
                end += 1
            tail = clitic_end(text, end, size)
            if tail and text[end + 1:tail].lower() == "t":
                if end - at > 1 and text[end - 1] in "nN":
                    found += [(at, end - 1), (end - 1, tail)]
                    at = tail
                    continue
                tail = 0
            cut = FUSED.get(text[at:end].lower())
            if cut:
                for length in cut:
                    found.append((at, at + length))
                    at += length
            else:
                found.append((at, end))
            if tail:
                found.append((end, tail))
            at = tail or end
            continue
        found.append((at, end))
        at = end
    return found


def clitic_end(text, at, size):
    """The end of the clitic that begins with the apostrophe at `at`, or 0."""
    if at >= size or text[at] not in APOSTROPHES:
        return 0
    end = at + 1
    while end < size and end - at < 4 and kind(text[end]) == "w":
        end += 1
    return end if text[at + 1:end].lower() in CLITICS | {"t"} else 0
