#!/usr/bin/env python3
"""Real records against docs/record.schema.json and what a schema can't say: identifiers that exist, spans that hold.

usage: schema_test.py PROGRAM [unittest's options]
"""
import json
import os
import subprocess
import sys
import unittest

import jsonschema

PROGRAM = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
LAYERS = ["tokens", "mentions", "entities", "times", "places", "statements", "events", "positions"]
TEXTS = [
    "", "No.", "GENEVA, March 3 (Wire) - \u201cWe didn't shell Ostrel,\u201d General Pavel Hradek said on Friday.",
    "The rebels may attack Mirn next week, the minister warned. She ruled out talks. \U0001f54a\n\nPolice detained 35 protesters.",
]
# member: letter of the layer that it points into
POINTERS = {"entity": "e", "addressee": "e", "time": "t", "place": "p", "statement": "s", "holder": "e", "towards": "e",
            "replaces": "q", "mentions": "m", "actors": "e", "recipients": "e", "asserted_by": "e", "evidence": "sv"}


def read(layers):
    with open(os.path.join(ROOT, "samples", "report.txt"), encoding="utf-8") as sample:
        texts = TEXTS + [sample.read()]
    lines = "".join(json.dumps({"text": text, "published": day}) + "\n" for text in texts for day in ("2031-05-14", None))
    done = subprocess.run([PROGRAM, "read", "--from", "jsonl", "--layers", ",".join(layers), "-"], input=lines.encode(),
                          capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def pointers(value):
    """(member, identifier) of every reference below a value."""
    if isinstance(value, list):
        for item in value:
            yield from pointers(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in POINTERS:
                for one in item if isinstance(item, list) else [item]:
                    if isinstance(one, str):
                        yield name, one
            yield from pointers(item)


class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(os.path.join(ROOT, "docs", "record.schema.json"), encoding="utf-8") as handle:
            schema = json.load(handle)
        jsonschema.Draft202012Validator.check_schema(schema)
        cls.validator = jsonschema.Draft202012Validator(schema)

    def check(self, layers):
        for record in read(layers):
            for error in self.validator.iter_errors(record):
                self.fail("%s: %s" % ("/".join(map(str, error.absolute_path)), error.message))
            self.assertEqual([name for name in record if name in LAYERS], [name for name in LAYERS if name in layers])
            known = {item["id"] for name in layers if name != "tokens" for item in record[name]}
            self.assertEqual(len(known), sum(len(record[name]) for name in layers if name != "tokens"))
            for name in layers:
                for member, pointer in pointers(record[name]):
                    self.assertIn(pointer[0], POINTERS[member])
                    self.assertIn(pointer, known)

    def test_all_layers(self):
        self.check(LAYERS)

    def test_no_layer(self):
        self.check([])

    def test_each_layer_alone(self):
        for layer in LAYERS:
            with self.subTest(layer):
                self.check([layer])

    def test_all_but_one(self):
        for layer in LAYERS:
            with self.subTest(layer):
                self.check([other for other in LAYERS if other != layer])

    def test_a_layer_says_the_same_whatever_else_is_asked_for(self):
        together = read(LAYERS)
        for layer in ("tokens", "mentions", "times", "places"):
            for alone, whole in zip(read([layer]), together):
                self.assertEqual(alone[layer], whole[layer])


class Surfaces(unittest.TestCase):
    def test_text_of_a_span(self):
        for record in read(LAYERS):
            for item in record["times"] + record["places"]:
                self.assertEqual(item["text"], record["text"][item["start"]:item["end"]])


if __name__ == "__main__":
    unittest.main()
