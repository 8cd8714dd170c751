#!/usr/bin/env python3
"""Checks the tables of countries, places, organisations, offices and roles: shape, codes, days, numbers, and rows that contradict each other.

usage: tables_test.py [PROGRAM]   (the program is not needed)

Prints one line for each fault with file and line; exit status 1 when there is one.
"""
import os
import re
import sys

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
SECTORS = set("GOV MIL COP SPY LEG JUD PTY OPP REB PRM UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF REL SOC PRE".split())
ABOVE_STATES = set("UNO EUR IGO NGO IMG ISM MNC".split())
FORMER_STATES = set("YUG SUN CSK DDR SCG ZAR".split())
STRENGTHS = set("strong over weak none former governing".split())
faults = []


def rows(name, columns):
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) != columns:
                fault(name, number, "%d columns, %d expected" % (len(cells), columns))
                continue
            for cell in cells:
                if cell != cell.strip() or "  " in cell:
                    fault(name, number, "stray spaces in %r" % cell)
            yield number, cells


def fault(name, number, reason):
    faults.append("data/%s, line %d: %s" % (name, number, reason))


def names(name, number, cell, empty=False):
    found = cell.split("|") if cell else []
    if not found and not empty:
        fault(name, number, "no name")
    if len(set(found)) != len(found) or "" in found:
        fault(name, number, "a name is empty or there twice in %r" % cell)
    return found


def day(name, number, cell):
    if cell and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", cell):
        fault(name, number, "%r is no year, month or day" % cell)
    return cell


def period(name, number, start, end):
    start, end = day(name, number, start), day(name, number, end)
    if start and end and start > (end + "-99-99")[:10]:
        fault(name, number, "ends (%s) before it begins (%s)" % (end, start))
    return start or "0000", (end or "9999") + "-99-99"[: 10 - len(end or "9999")]


def degrees(name, number, cell, limit):
    if cell and not (re.fullmatch(r"-?\d+(\.\d+)?", cell) and abs(float(cell)) <= limit):
        fault(name, number, "%r is no number of degrees up to %d" % (cell, limit))


def check_countries():
    states, taken = set(), {}
    for number, cells in rows("countries.tsv", 11):
        code, kind, start, end, own, adjectives, capitals, seats, geonameid, lat, lon = cells
        if kind not in ("state", "former", "area", "breakaway"):
            fault("countries.tsv", number, "kind %r" % kind)
        if kind == "state":
            if code in states:
                fault("countries.tsv", number, "%s is there twice" % code)
            states.add(code)
            if not geonameid:
                fault("countries.tsv", number, "a state without geonameid")
        if kind == "former" and code not in FORMER_STATES:
            fault("countries.tsv", number, "unknown former state %r" % code)
        spans = period("countries.tsv", number, start, end)
        for each in names("countries.tsv", number, own, kind == "area") + names("countries.tsv", number, adjectives, True):
            for other, (first, last) in taken.get(each, []):
                if other != code and first <= spans[1] and spans[0] <= last and kind == "state":
                    fault("countries.tsv", number, "%r is %s and %s" % (each, other, code))
            taken.setdefault(each, []).append((code, spans))
        names("countries.tsv", number, capitals, True)
        names("countries.tsv", number, seats, True)
        degrees("countries.tsv", number, lat, 90)
        degrees("countries.tsv", number, lon, 180)
    for number, cells in rows("countries.tsv", 11):
        if cells[1] in ("area", "breakaway") and cells[0] not in states:
            fault("countries.tsv", number, "unknown state %r" % cells[0])
    return states | FORMER_STATES


def check_places(countries):
    for number, cells in rows("places.tsv", 8):
        own, country, feature, _, geonameid, lat, lon, population = cells
        names("places.tsv", number, own)
        # Places of territories keep the territory's own code.
        if not re.fullmatch("[A-Z]{3}", country):
            fault("places.tsv", number, "country %r" % country)
        if feature not in ("PPL", "PPLC", "ADM1"):
            fault("places.tsv", number, "feature %r" % feature)
        if not geonameid.isdigit() or (population and not population.isdigit()):
            fault("places.tsv", number, "geonameid or population is no number")
        degrees("places.tsv", number, lat, 90)
        degrees("places.tsv", number, lon, 180)


def check_organizations(countries):
    taken = {}
    for number, cells in rows("organizations.tsv", 5):
        own, country, sector, start, end = cells
        if country and country not in countries | ABOVE_STATES:
            fault("organizations.tsv", number, "unknown country %r" % country)
        if sector and sector not in SECTORS:
            fault("organizations.tsv", number, "unknown sector %r" % sector)
        spans = period("organizations.tsv", number, start, end)
        for each in names("organizations.tsv", number, own):
            for other, (first, last) in taken.get(each, []):
                if first < spans[1] and spans[0] < last and spans[0][:4] != last[:4] and spans[1][:4] != first[:4]:
                    fault("organizations.tsv", number, "%r overlaps with line %d" % (each, other))
            taken.setdefault(each, []).append((number, spans))


def check_offices(countries):
    spelled = {}
    for number, cells in rows("offices.tsv", 6):
        own, country, office, sector, start, end = cells
        people = names("offices.tsv", number, own)
        if country not in countries | ABOVE_STATES:
            fault("offices.tsv", number, "unknown country %r" % country)
        if sector and sector not in SECTORS:
            fault("offices.tsv", number, "unknown sector %r" % sector)
        if not office:
            fault("offices.tsv", number, "no office")
        period("offices.tsv", number, start, end)
        for each in people:
            if spelled.setdefault(each, people[0]) != people[0]:
                fault("offices.tsv", number, "%r is a spelling of %r and of %r" % (each, spelled[each], people[0]))


def check_roles():
    seen = {}
    for number, cells in rows("roles.tsv", 4):
        phrase, sector, strength, country = cells
        key = phrase.lower().replace("-", " ").replace(".", "")
        if key in seen:
            fault("roles.tsv", number, "%r is in line %d too" % (phrase, seen[key]))
        seen[key] = number
        if sector and sector not in SECTORS:
            fault("roles.tsv", number, "unknown sector %r" % sector)
        if strength not in STRENGTHS:
            fault("roles.tsv", number, "unknown strength %r" % strength)
        if country and country not in ABOVE_STATES:
            fault("roles.tsv", number, "unknown country %r" % country)


def main():
    countries = check_countries()
    check_places(countries)
    check_organizations(countries)
    check_offices(countries)
    check_roles()
    print("\n".join(faults) if faults else "tables: no fault")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
