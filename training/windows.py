"""Word pieces of the atoms of a text, and the windows that the encoder reads (src/text/pieces.cc and windows.cc are the twins)."""
import os
import unicodedata

from atoms import DATA, MAX_ATOM, atoms, kind

MAX_PIECES = 128  # of a window, [CLS] and [SEP] included
SHAPES = ("other", "lower", "title", "upper", "capital", "mixed", "digits", "mark")
GAP_NONE, GAP_SPACE, GAP_NEWLINE, GAP_BLANK_LINE, GAP_INSIDE = range(5)
CLOSERS = set("\"'”’»)]}")
TERMINALS = set(".!?…")


def read_words(name):
    with open(os.path.join(DATA, name), encoding="utf-8") as lines:
        return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


ABBREVIATIONS = read_words("abbreviations.tsv")  # lower case, without the stop


def shape(atom):
    """Index into SHAPES: what the letter case of an atom tells, since the vocabulary has none."""
    if len(atom) == 1 and kind(atom) == "p":
        return 7
    categories = [unicodedata.category(c) for c in atom]
    if categories[0][0] == "N":
        return 6
    upper = sum(c in ("Lu", "Lt") for c in categories)
    lower = categories.count("Ll")
    if not upper:
        return 1 if lower else 0
    if len(atom) == 1:
        return 4
    if not lower:
        return 3
    return 2 if upper == 1 and categories[0] in ("Lu", "Lt") else 5


def gap(between):
    """What stands between two atoms, from the characters there."""
    lines = between.count("\n")
    return (GAP_SPACE if between else GAP_NONE) if not lines else GAP_NEWLINE if lines == 1 else GAP_BLANK_LINE


class Pieces:
    """WordPiece: the longest piece of the vocabulary first, on lower case without marks (as uncased BERT)."""

    def __init__(self, vocabulary):
        self.rows = {piece: row for row, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.unknown = (self.rows[p] for p in ("[CLS]", "[SEP]", "[UNK]"))
        self.cache = {}

    def of(self, atom):
        found = self.cache.get(atom)
        if found is None:
            found = self.cache[atom] = self.cut(atom)
        return found

    def cut(self, atom):
        word = "".join(c for c in unicodedata.normalize("NFD", atom.lower()) if unicodedata.category(c) != "Mn")
        # A clitic's mark is a piece of its own in the vocabulary.
        if len(word) > 1 and word[0] in "'’":
            return [self.rows[word[0]]] + self.greedy(word[1:])
        if word in ("n't", "n’t"):
            return [self.rows["n"], self.rows[word[1]], self.rows["t"]]
        return self.greedy(word)

    def greedy(self, word):
        found, at = [], 0
        while at < len(word):
            end = len(word)
            while end > at and ("##" if at else "") + word[at:end] not in self.rows:
                end -= 1
            if end == at:
                return [self.unknown]
            found.append(self.rows[("##" if at else "") + word[at:end]])
            at = end
        return found if 0 < len(found) <= MAX_ATOM else [self.unknown]


class Text:
    """A text with its atoms and their pieces, shapes and gaps."""

    def __init__(self, text, pieces):
        self.text = text
        self.spans = atoms(text)
        self.forms = [text[a:b] for a, b in self.spans]
        self.pieces = [pieces.of(form) for form in self.forms]
        self.shapes = [shape(form) for form in self.forms]
        self.gaps = [GAP_BLANK_LINE if i == 0 else gap(text[self.spans[i - 1][1]:a]) for i, (a, _) in enumerate(self.spans)]

    def strength(self, at):
        """How sure it is that a sentence begins at an atom: 3 a paragraph, 2 a sentence by its marks, 1 a line, 0 none."""
        between = self.gaps[at]
        if between == GAP_BLANK_LINE:
            return 3
        if between == GAP_NONE:
            return 0
        lower = self.shapes[at] == 1
        back = at - 1
        while back > at - 4 and back > 0 and self.forms[back] in CLOSERS:
            back -= 1
        mark = self.forms[back]
        terminal = mark in TERMINALS
        if between == GAP_NEWLINE:
            return 3 if terminal else 0 if lower else 1
        if not terminal or lower:
            return 0
        if mark == "." and back > 0 and back == at - 1:
            before = self.forms[back - 1]
            if (len(before) == 1 and before.isalpha()) or before.lower() in ABBREVIATIONS:
                return 0
        return 2

    def windows(self, capacity=MAX_PIECES - 2):
        """Half-open ranges of atoms that are read together, each with at most `capacity` pieces, cut where a sentence is likely to begin."""
        found, start, total = [], 0, len(self.spans)
        while start < total:
            end, filled = start, 0
            while end < total and filled + len(self.pieces[end]) <= capacity:
                filled += len(self.pieces[end])
                end += 1
            if end < total:
                end = self.cut(start, max(end, start + 1), capacity)
            found.append((start, end))
            start = end
        return found

    def cut(self, start, end, capacity):
        """Where a window that can reach `end` is cut: the last paragraph past half of it, else the last sentence past 3 tenths,
        else the last line there, else any of these, else the last gap, else `end`."""
        fill, filled = 0, {}
        for at in range(start, end):
            filled[at] = fill
            fill += len(self.pieces[at])
        filled[end] = fill
        for least, share in ((3, 0.5), (2, 0.3), (1, 0.3), (1, 0.0)):
            for at in range(end, start, -1):
                if filled[at] < share * capacity:
                    break
                if self.strength(at) >= least:
                    return at
        for at in range(end, start, -1):
            if self.gaps[at] != GAP_NONE:
                return at
        return end
