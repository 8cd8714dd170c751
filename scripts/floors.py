#!/usr/bin/env python3
"""Run the score board on the sets that have floors, and fail when a set or a figure is missing or below its floor.

usage: floors.py BOARD PROGRAM [--floors FILE] [--json FILE]

BOARD is the board's script: it is called as `BOARD PROGRAM --only SET ... --json FILE`.  A line of the floors file is
set, measure and floor (per cent), separated by tabs; lines that begin with # are comments.  Floors only rise: when a figure
is well above its floor, this says so.  Exit status: 0 all hold, 1 one does not, 2 unusable arguments.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def read_floors(path):
    """[(set, measure, floor in per cent)] of a floors file; exits with the line that is wrong."""
    floors = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("#") or not line.strip():
                continue
            try:
                name, measure, floor = line.rstrip("\n").split("\t")
                floors.append((name, measure, float(floor)))
            except ValueError:
                sys.exit("%s:%d: not set, measure and floor separated by tabs" % (path, number))
    return floors


def check(floors, table):
    """Prints a line for each floor; how many do not hold."""
    failures = 0
    for name, measure, floor in floors:
        figure = table.get(name, {}).get(measure)
        if figure is None:
            verdict, failures = "MISSING", failures + 1
        elif 100 * figure < floor:
            verdict, failures = "%.1f BELOW" % (100 * figure), failures + 1
        else:
            verdict = "%.1f" % (100 * figure)
            if 100 * figure >= floor + 1:
                verdict += "  (the floor can rise)"
        print("%-22s %-24s floor %5.1f  %s" % (name, measure, floor, verdict))
    return failures


def main():
    parser = argparse.ArgumentParser(description="Compare the board's figures with their floors.")
    parser.add_argument("board")
    parser.add_argument("program")
    parser.add_argument("--floors", default=os.path.join(HERE, "..", "tests", "floors.tsv"))
    parser.add_argument("--json", metavar="FILE", help="keep the figures there")
    args = parser.parse_args()
    floors = read_floors(args.floors)
    figures = args.json or os.path.join(tempfile.mkdtemp(prefix="floors-"), "board.json")
    command = [sys.executable, args.board, args.program, "--json", figures]
    for name in dict.fromkeys(name for name, _, _ in floors):
        command += ["--only", name]
    status = subprocess.run(command).returncode
    if status not in (0, 1) or not os.path.exists(figures):
        sys.exit("floors.py: the board ended with status %d" % status)
    with open(figures, encoding="utf-8") as handle:
        failures = check(floors, json.load(handle))
    if failures or status:
        sys.exit("floors.py: %d of %d floors do not hold" % (failures, len(floors)))


if __name__ == "__main__":
    main()
