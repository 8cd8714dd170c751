#!/usr/bin/env python3
"""Does the program read what is written? Facts that a good reader finds in short reports: tests/cases/reading.jsonl.

usage: reading_test.py PROGRAM [unittest's options]

The first line of the cases is {"floor": N}: the test fails when fewer facts are found; the floor only rises. Each other line is a case:
  {"why": what it tries, "text": ..., "published": day or null, "expect": [fact, ...]}
A fact is an object with one member, the kind of item, and holds when an item of the record has every member that is named:
  statement  speaker (words, null for none), speaker_entity, cue, content, kind, force, addressee
  event      type, mode, trigger, also, actors, recipients, asserted_by, place, time, polarity, modality, from, to
  position   holder, issue, stance, condition
  name       text, type (PER ORG LOC MISC)
  entity     mentions (some of its mentions), name, type
  actor      name (of the entity), country, sector, code
  time       text, type, value, from, to
  place      text, country
  dateline   text
  sentences  count
Words are compared without regard to case, to punctuation at their ends and to the "that" before a content; parts of a list of spans are written with " ... " between them.
An entity is named by the words of any of its mentions. {"absent": fact} holds when nothing in the record fits the fact.
"""
import json
import os
import subprocess
import sys
import unittest

CASES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases", "reading.jsonl")
MARKS = " \t\n.,;:!?\"'()\u201c\u201d\u2018\u2019\u00ab\u00bb"


def plain(words):
    return " ".join(words.split()).strip(MARKS).casefold()


class Found:
    """A record, asked for facts."""

    def __init__(self, record):
        self.record = record
        self.mentions = {mention["id"]: mention for mention in record["mentions"]}
        self.entities = {entity["id"]: entity for entity in record["entities"]}
        self.items = {item["id"]: item for layer in ("times", "places") for item in record[layer]}

    def words(self, spans):
        if isinstance(spans, dict):
            spans = [spans]
        return " ... ".join(plain(self.record["text"][s["start"]:s["end"]]) for s in spans)

    def same(self, expected, spans):
        return " ... ".join(plain(part) for part in expected.split(" ... ")) == self.words(spans)

    def means(self, expected, identifier):
        """Whether an entity is the one that some words name."""
        entity = self.entities.get(identifier)
        if expected is None or entity is None:
            return expected is None and entity is None
        names = {plain(entity["name"])} | {self.words(self.mentions[m]) for m in entity["mentions"]}
        return plain(expected) in names

    def all_mean(self, expected, identifiers, ordered=False):
        if len(expected) != len(identifiers):
            return False
        if ordered:
            return all(self.means(e, i) for e, i in zip(expected, identifiers))
        return all(any(self.means(e, i) for i in identifiers) for e in expected)

    def item_words(self, expected, identifier):
        item = self.items.get(identifier)
        if expected is None or item is None:
            return expected is None and item is None
        return self.same(expected, item)

    def fits(self, kind, item, name, expected):
        """Whether a member of an item is as expected."""
        if name == "content":  # with its conjunction or without, as corpora differ
            return self.words(item[name]).removeprefix("that ") == " ... ".join(map(plain, expected.split(" ... "))).removeprefix("that ")
        if name in ("cue", "trigger"):
            return self.same(expected, item[name])
        if name == "text":
            return self.same(expected, item)
        if name == "speaker":
            return item["speaker"] is None if expected is None else item["speaker"] is not None and self.same(expected, item["speaker"]["spans"])
        if name == "speaker_entity":
            return item["speaker"] is not None and self.means(expected, item["speaker"]["entity"])
        if name in ("addressee", "holder", "towards"):
            return self.means(expected, item[name])
        if name in ("actors", "recipients"):
            return self.all_mean(expected, item[name])
        if name == "asserted_by":
            return self.all_mean(expected, item[name], ordered=True)
        if name in ("place", "time"):
            return self.item_words(expected, item[name])
        if name == "condition":
            return item[name] is not None and self.same(expected, item[name])
        if name == "also":
            return sorted(map(plain, expected)) == sorted(self.words(span) for span in item[name])
        if name == "mentions":
            return {plain(words) for words in expected} <= {self.words(self.mentions[m]) for m in item["mentions"]}
        if name == "name":
            return plain(expected) == plain(item["name"])
        if kind == "actor":
            return item["actor"] is not None and item["actor"][name] == expected
        return item[name] == expected

    def layer(self, kind):
        if kind == "name":
            return [m for m in self.record["mentions"] if m["type"] in ("PER", "ORG", "LOC", "MISC")]
        if kind == "dateline":
            return [self.record["dateline"]] if self.record["dateline"] else []
        if kind == "sentences":
            return [{"count": len(self.record["sentences"])}]
        return self.record[{"entity": "entities", "actor": "entities"}.get(kind, kind + "s")]

    def holds(self, fact):
        (kind, members), = fact.items()
        if kind == "absent":
            return not self.holds(members)
        return any(all(self.fits(kind, item, name, expected) for name, expected in members.items()) for item in self.layer(kind))


def cases():
    with open(CASES, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return rows[0]["floor"], rows[1:]


def read(program, texts):
    lines = "".join(json.dumps({"text": case["text"], "published": case.get("published")}) + "\n" for case in texts)
    done = subprocess.run([program, "read", "--from", "jsonl", "-"], input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


class Reading(unittest.TestCase):
    program = None

    def test_facts(self):
        floor, texts = cases()
        records = read(self.program, texts)
        self.assertEqual(len(records), len(texts))
        total = held = 0
        for case, record in zip(texts, records):
            found = Found(record)
            missing = [fact for fact in case["expect"] if not found.holds(fact)]
            total += len(case["expect"])
            held += len(case["expect"]) - len(missing)
            for fact in missing:
                print("missing (%s): %s" % (case["why"], json.dumps(fact, ensure_ascii=False)), file=sys.stderr)
        print("%d of %d facts" % (held, total), file=sys.stderr)
        self.assertGreaterEqual(held, floor, "facts found, floor")


if __name__ == "__main__":
    Reading.program = os.path.abspath(sys.argv.pop(1))
    unittest.main()
