#!/usr/bin/env python3
"""The program as its users call it.

usage: cli_test.py PROGRAM [unittest's options]
"""
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
REPORT = "President Ilse Marn said on Monday that her army had not shelled Ostrel. Two men were detained.\n"


def run(*arguments, stdin=b"", **options):
    """The finished process: its status, and what it wrote as bytes."""
    if isinstance(stdin, str):
        stdin = stdin.encode()
    return subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, timeout=600, **options)


def records(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def spans_of(value):
    """All objects with start and end, at any depth."""
    if isinstance(value, list):
        for item in value:
            yield from spans_of(item)
    elif isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        for item in value.values():
            yield from spans_of(item)


class Folder(unittest.TestCase):
    """Each test has a folder of its own."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, content):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as handle:
            handle.write(content.encode() if isinstance(content, str) else content)
        return path


class Reading(Folder):
    def test_file_into_a_pipe_is_a_json_line(self):
        path = self.file("report.txt", REPORT)
        done = run("read", path)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        (record,) = records(done)
        self.assertEqual((record["id"], record["text"]), (path, REPORT))
        self.assertIn("events", record)
        self.assertNotIn("tokens", record)

    def test_standard_input(self):
        (record,) = records(run("read", stdin=REPORT))
        self.assertEqual(record["id"], "-")
        (record,) = records(run("read", "-", stdin=json.dumps({"text": REPORT})))
        self.assertEqual((record["id"], record["text"]), ("-#1", REPORT))

    def test_members_of_json_lines(self):
        line = {"id": "a", "text": REPORT, "published": "2031-05-14", "title": "T", "url": None, "publisher": "Wire"}
        (record,) = records(run("read", "--from", "jsonl", "--published", "2030-01-01", stdin=json.dumps(line)))
        self.assertEqual([record[k] for k in ("id", "published", "published_from", "title", "url", "publisher")],
                         ["a", "2031-05-14", "caller", "T", None, "Wire"])

    def test_published_option(self):
        (record,) = records(run("read", "--published", "2031-05-14", stdin=REPORT))
        self.assertEqual(record["published"], "2031-05-14")

    def test_layers(self):
        (record,) = records(run("read", "--layers", "", stdin=REPORT))
        self.assertEqual(list(record)[-1], "sentences")
        (record,) = records(run("read", "--layers=", stdin=REPORT))
        self.assertEqual(list(record)[-1], "sentences")
        (record,) = records(run("read", "--layers", "tokens,events", stdin=REPORT))
        self.assertEqual(list(record)[-2:], ["tokens", "events"])

    def test_formats(self):
        self.assertIn(b"# newdoc id = -", run("read", "--format", "conllu", stdin=REPORT).stdout)
        html = run("read", "--format", "html", stdin=REPORT).stdout
        self.assertTrue(html.startswith(b"<!DOCTYPE html>") and html.endswith(b"</html>\n"))
        self.assertIn(b"Who says what", run("read", "--format", "text", stdin=REPORT).stdout)

    def test_order_with_threads(self):
        lines = "".join(json.dumps({"id": str(n), "text": REPORT * (1 + n * 7 % 5)}) + "\n" for n in range(60))
        one = run("read", "--from", "jsonl", "--threads", "1", stdin=lines)
        four = run("read", "--from", "jsonl", "--threads", "4", stdin=lines)
        self.assertEqual([r["id"] for r in records(one)], [str(n) for n in range(60)])
        self.assertEqual(one.stdout, four.stdout)


class BadInput(Folder):
    def test_documents_that_cannot_be_read(self):
        path = self.file("in.jsonl", b'{"text": "One."}\n{"text": \n{"id": "x"}\n{"text": "\xff"}\n["a"]\n'
                         b'{"text": "a", "id": 3}\n{"text": "a", "published": "2031-02-30"}\n{"text": "\\ud800"}\n'
                         b'{"text": "Nine."}\n')
        done = run("read", path)
        self.assertEqual(done.returncode, 1)
        self.assertEqual([r["text"] for r in records(done)], ["One.", "Nine."])
        messages = done.stderr.decode().splitlines()
        self.assertEqual(len(messages), 7)
        for number, message in enumerate(messages, 2):
            self.assertTrue(message.startswith("dateline: %s, line %d: " % (path, number)), message)
            self.assertIn(";" if "broken JSON" not in message else ". ", message)  # what to do
        self.assertIn("byte offset", messages[0])
        self.assertIn("byte offset 10 of the line (0xff)", messages[2])

    def test_text_that_is_not_utf8(self):
        path = self.file("latin1.txt", b"The caf\xe9 in Ostrel")
        done = run("read", path)
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn("%s: not UTF-8 at byte offset 7 (0xe9)" % path, done.stderr.decode())

    def test_over_max_document(self):
        lines = '{"text": "A."}\n{"text": "%s"}\n{"text": "C."}\n' % ("b" * 5000)
        done = run("read", "--max-document", "1K", stdin=lines)
        self.assertEqual((done.returncode, [r["text"] for r in records(done)]), (1, ["A.", "C."]))
        self.assertIn("-, line 2: longer than --max-document (1 KB)", done.stderr.decode())
        done = run("read", "--max-document", "10", self.file("a.txt", "12345678901"), self.file("b.txt", "1234567890"))
        self.assertEqual((done.returncode, len(records(done))), (1, 1))

    def test_empty_and_white_space(self):
        for text in ("", " \n\t\n"):
            done = run("read", stdin=text)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            (record,) = records(done)
            self.assertEqual((record["text"], record["sentences"], record["events"]), (text, [], []))
        done = run("read", "--from", "jsonl", stdin="")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))

    def test_missing_file_and_folder(self):
        path = self.file("a.txt", REPORT)
        done = run("read", os.path.join(self.folder.name, "none.txt"), self.folder.name, path)
        self.assertEqual((done.returncode, len(records(done))), (1, 1))
        messages = done.stderr.decode().splitlines()
        self.assertEqual(len(messages), 2)
        self.assertIn("none.txt: no such file", messages[0])
        self.assertIn("is a folder", messages[1])

    def test_usage_errors_read_nothing(self):
        path = self.file("a.txt", REPORT)
        for arguments, named, allowed in (
                (["--colour", path], "--colour", "--layers"), (["--layers", "events,evnts", path], "evnts", "statements"),
                (["--format", "xml", path], "xml", "conllu"), (["--published", "2031-02-30", path], "2031-02-30", "YYYY-MM-DD"),
                (["--from", "pdf", path], "pdf", "jsonl"), (["--threads", "none", path], "none", "1 to"),
                (["--max-document", "big", path], "big", "bytes"), (["--format", "", path], '""', "conllu"),
                (["--format", "conllu", "--layers", "events", path], "conllu", "tokens")):
            done = run("read", *arguments)
            message = done.stderr.decode()
            self.assertEqual((done.returncode, done.stdout), (2, b""), arguments)
            self.assertIn(named, message)
            self.assertIn(allowed, message)
        self.assertEqual(run("write").returncode, 2)
        self.assertEqual(run().returncode, 2)

    def test_help_and_version(self):
        for arguments in (["--help"], ["read", "--help"]):
            done = run(*arguments)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertIn(b"dateline read report.txt", done.stdout)
        version = run("--version").stdout.decode().splitlines()
        self.assertEqual([line.split()[0] for line in version], ["dateline", "weights", "tables"])

    def test_missing_or_damaged_weights(self):
        for path in ("/nonexistent/weights", self.file("weights", b"DATELINE" + bytes(100))):
            done = run("read", "--weights", path, stdin=REPORT)
            self.assertEqual((done.returncode, done.stdout), (2, b""))
            self.assertIn(path, done.stderr.decode())


class Hostile(Folder):
    def check(self, text):
        done = run("read", "--from", "text", "--layers", "tokens,mentions,entities,times,places,statements,events,positions",
                   stdin=text)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        (record,) = records(done)
        self.assertEqual(record["text"], text)
        for span in spans_of(record):
            self.assertTrue(0 <= span["start"] <= span["end"] <= len(text), span)

    def test_strange_characters(self):
        for text in ("a\0b \x01\x1b[31m said.", "\ufeff" + REPORT, "\u0301\u0302 e\u0301 \u0301", "\u200e\u202eشاهدت الحكومة.\u202c",
                     "\u2028\u2029\x85", "\U0001f54a\ufe0f " * 50, "\r\n\r\n" + REPORT + "\r", "a" * 3000, "x\n" * 2000,
                     "\ufffe\uffff\U0010ffff"):
            self.check(text)

    def test_time_grows_linearly(self):
        # Four times the text may take no more than seven times as long (and half a second of the machine's moods).
        for unit in ('"', "(", '"A, ', "[{<", "a", "Marn said ", "- ", "\u0301", "."):
            seconds = []
            for size in (5000, 20000):
                started = time.monotonic()
                self.check(unit * (size // len(unit)))
                seconds.append(time.monotonic() - started)
            self.assertLess(seconds[1], 7 * seconds[0] + 0.5, unit)


class Streams(Folder):
    def lines(self, count):
        return self.file("%d.jsonl" % count, "".join(json.dumps({"id": str(n), "text": REPORT}) + "\n" for n in range(count)))

    def test_closed_output_ends_quietly(self):
        process = subprocess.Popen([PROGRAM, "read", self.lines(3000)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.readline()
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), 0)

    def test_full_disk_is_told(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "read", self.lines(3)], stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"writing failed", done.stderr)

    def test_interrupt_finishes_the_documents_in_hand(self):
        process = subprocess.Popen([PROGRAM, "read", "--from", "jsonl", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        process.stdin.write((json.dumps({"text": REPORT}) + "\n").encode() * 3 + b'{"text": "cut')
        process.stdin.flush()
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        self.assertEqual((process.wait(timeout=60), process.stderr.read()), (130, b""))
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
        for line in [first] + rest.splitlines():
            self.assertEqual(json.loads(line)["text"], REPORT)

    def test_records_come_before_the_input_ends(self):
        process = subprocess.Popen([PROGRAM, "read", "--from", "jsonl", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for number in range(3):
            process.stdin.write((json.dumps({"id": str(number), "text": REPORT}) + "\n").encode())
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline())["id"], str(number))
        process.stdin.close()
        process.stdout.close()
        self.assertEqual(process.wait(timeout=60), 0)

    def test_memory_does_not_grow_with_the_number_of_documents(self):
        peaks = [self.peak_kilobytes(self.lines(count)) for count in (200, 2000)]
        self.assertLess(peaks[1], peaks[0] + 12000, peaks)

    def test_long_line_is_not_held(self):
        path = self.file("long.jsonl", b'{"text": "' + b"x" * (60 << 20) + b'"}\n')
        plain = self.peak_kilobytes(self.lines(1))
        self.assertLess(self.peak_kilobytes(path, "--max-document", "1M"), plain + 8000)

    def peak_kilobytes(self, *arguments):
        """Peak resident memory of a run, by the kernel's account of this one child."""
        process = subprocess.Popen([PROGRAM, "read", "--threads", "2", *arguments], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        return usage.ru_maxrss


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    unittest.main()
