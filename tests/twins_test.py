"""The training code cuts texts as the reader does: the cases that text_test.cc reads, read by training/*.py."""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "training"))

from atoms import atoms  # noqa: E402
from lemmas import apply, script  # noqa: E402
from windows import SHAPES, Pieces, Text, shape  # noqa: E402


def rows(name):
    with open(os.path.join(HERE, "cases", name), encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]


def main():
    failures = []

    def check(case, got, expected):
        if got != expected:
            failures.append("%s: got %s, expected %s" % (case, json.dumps(got), json.dumps(expected)))

    for text, expected, why in rows("atoms.tsv"):
        text = json.loads(text)
        check(why, [text[a:b] for a, b in atoms(text)], json.loads(expected))

    with open(os.path.join(HERE, "cases", "vocabulary.txt"), encoding="utf-8") as lines:
        vocabulary = lines.read().splitlines()
    pieces = Pieces(vocabulary)
    for atom, expected, kind, why in rows("pieces.tsv"):
        atom = json.loads(atom)
        check(why, [vocabulary[row] for row in pieces.of(atom)], json.loads(expected))
        check(why + " (shape)", SHAPES[shape(atom)], kind)

    for capacity, text, expected, why in rows("windows.tsv"):
        cut = Text(json.loads(text), pieces)
        found = [cut.text[cut.spans[a][0]:cut.spans[b - 1][1]] for a, b in cut.windows(int(capacity))]
        check(why, found, json.loads(expected))

    for label, form, lemma, why in rows("lemmas.tsv"):
        check(why, apply(label, form), lemma)
        check(why + " (made again)", apply(script(form, lemma), form), lemma)

    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
