"""Corpora to labelled texts. A Labelled text carries, for each head, one label an atom (-1: says nothing) and the links between atoms."""
import bisect
import json
import os
import re
from collections import Counter

import numpy as np

from lemmas import script
from windows import Text

BOUNDARY = ["inside", "word", "token", "sentence"]
NAMES = ["O"] + [p + "-" + t for t in ("PER", "ORG", "LOC", "MISC") for p in "BI"]
TIMES = ["O"] + [p + "-" + t for t in ("DATE", "TIME", "DURATION", "SET") for p in "BI"]
BIO = ["O", "B", "I"]
MENTION = ["none", "abstract", "animal", "event", "object", "organization", "person", "place", "plant", "substance", "time"]
FORCE = ["say", "claim", "deny", "admit", "promise", "threaten", "warn", "demand", "ask", "accuse", "believe", "intend"]
EVENT = ["none", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
         "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"]
MODALITY = ["actual", "ongoing", "planned", "possible", "conditional"]
POLARITY = ["positive", "negative"]
REQUIRED = ["optional", "required"]
STATUS = ["main", "also"]
ISSUE = ["none", "negotiation", "ceasefire", "peace settlement", "withdrawal", "sovereignty", "territory access", "military action",
         "military aid", "humanitarian aid", "sanctions", "alliance membership", "diplomatic relations", "release of prisoners",
         "elections", "leadership", "arms control", "trade", "economy", "migration", "human rights", "justice", "legislation",
         "security", "apology", "other"]
STANCE = ["for", "against", "conditional", "neutral"]

LINKS = {"arc": 256, "mention.start": 64, "mention.end": 64, "coref": 128, "statement.source": 96, "statement.content": 96,
         "event.actor": 96, "event.recipient": 96, "event.place": 64}

POLITICS = {"politician": "PER", "person": "PER", "country": "LOC", "location": "LOC", "politicalparty": "ORG", "organisation": "ORG",
            "election": "MISC", "event": "MISC", "misc": "MISC"}

PRONOUNS = {"i": 4, "me": 4, "my": 4, "mine": 4, "myself": 4, "we": 5, "us": 5, "our": 5, "ours": 5, "ourselves": 5, "you": 6, "your": 6,
            "yours": 6, "yourself": 6, "he": 7, "him": 7, "his": 7, "himself": 7, "she": 8, "her": 8, "hers": 8, "herself": 8, "it": 9,
            "its": 9, "itself": 9, "they": 10, "them": 10, "their": 10, "theirs": 10, "themselves": 10, "this": 11, "that": 11,
            "these": 11, "those": 11, "who": 12, "which": 12, "whom": 12, "whose": 12}
DEFINITE = {"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"}


class Labelled:
    def __init__(self, text):
        self.text = text
        self.labels = {}    # head -> int16 array, one an atom
        self.links = {}     # head -> list of (from atom, set of to atoms): all other atoms of the window are not linked
        self.heads = None   # arc: atom -> head atom, itself for the root, -1 for none; relations in labels["relation"]
        self.sentence = None  # atom -> number of its sentence
        self.mentions = []  # (head atom, start atom, end atom, cluster, class, string, head word, words, kind)

    def array(self, head):
        if head not in self.labels:
            self.labels[head] = np.full(len(self.text.spans), -1, np.int16)
        return self.labels[head]

    def atoms_in(self, start, end):
        """Atoms that begin in a half-open code point range."""
        if not hasattr(self, "starts"):
            self.starts = [a for a, _ in self.text.spans]
        return range(bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end))

    def bio(self, head, spans, labels):
        """Writes spans [(start, end, type or None)] as BIO; every atom outside is O."""
        tags = self.array(head)
        tags[:] = 0
        for start, end, kind in sorted(spans):
            for n, atom in enumerate(self.atoms_in(start, end)):
                tags[atom] = labels.index(("I" if n else "B") + ("-" + kind if kind else ""))


def jsonl(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


class Inventory:
    """Label lists that are read off the training corpora, in a fixed order."""

    def __init__(self):
        self.lists = {}

    def build(self, counts):
        for head, (counter, least, first) in counts.items():
            kept = sorted(label for label, n in counter.items() if n >= least and label not in first)
            self.lists[head] = first + kept
        self.index = {head: {label: i for i, label in enumerate(labels)} for head, labels in self.lists.items()}

    def of(self, head, label):
        return self.index[head].get(label, -1)


def treebank_rows(path):
    """Documents as lists of (comments, rows)."""
    documents, comments, rows = [], {}, []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                if any(key.startswith("newdoc") for key in comments) or not documents:
                    documents.append([])
                documents[-1].append((comments, rows))
                comments, rows = {}, []
    return documents


def count_treebank(paths):
    tags = {"upos": Counter(), "xpos": Counter(), "feats": Counter(), "lemma": Counter(), "relation": Counter()}
    for path in paths:
        for document in treebank_rows(path):
            for _, rows in document:
                for row in rows:
                    if row[0].isdigit():
                        for head, value in zip(("upos", "xpos", "feats", "relation"), (row[3], row[4], row[5], row[7])):
                            tags[head][value] += 1
                        tags["lemma"][script(row[1], row[2])] += 1
    return {"upos": (tags["upos"], 1, []), "xpos": (tags["xpos"], 1, []), "feats": (tags["feats"], 3, ["_"]),
            "lemma": (tags["lemma"], 3, ["l0|"]), "relation": (tags["relation"], 3, ["root"])}


def treebank(path, pieces, inventory, entities, turns_every=2):
    """Documents of a treebank as running text: a new line before a paragraph (in every other document before a speaker too)."""
    found = []
    for number, document in enumerate(treebank_rows(path)):
        text, speaker, offsets = "", None, []
        for comments, rows in document:
            turn = number % turns_every == 0 and comments.get("speaker") != speaker
            speaker = comments.get("speaker")
            if text:
                text += "\n" if any(k.startswith("newpar") for k in comments) or turn else " "
            offsets.append(len(text))
            text += comments["text"]
        doc = Labelled(Text(text, pieces))
        starts = {a: i for i, (a, _) in enumerate(doc.text.spans)}
        count = len(doc.text.spans)
        boundary = doc.array("boundary")
        boundary[:] = 0
        doc.heads = np.full(count, -1, np.int32)
        doc.sentence = np.zeros(count, np.int32)
        word_flag = np.zeros(count, bool)
        for sentence_number, ((comments, rows), offset) in enumerate(zip(document, offsets)):
            at, fused_end, fused_at = offset, 0, 0
            atom_of, row_of = {}, {}
            for row in rows:
                if "-" in row[0]:
                    first, last = map(int, row[0].split("-"))
                    at = text.index(row[1], at)
                    fused_end, fused_at = last, at
                    at += len(row[1])
                    continue
                number_in = int(row[0])
                if number_in <= fused_end:
                    place = fused_at
                    fused_at += len(row[1])
                    later = number_in > first
                    # A fused form that is not its words put together ("ain't") is cut by the words' lengths as far as they go.
                else:
                    place = at = text.index(row[1], at)
                    at += len(row[1])
                    later = False
                if place in starts:
                    atom = starts[place]
                    atom_of[number_in], row_of[number_in] = atom, row
                    word_flag[atom] = True
                    boundary[atom] = 1 if later else 2
            covered = doc.atoms_in(offset, offset + len(comments["text"]))
            for atom in covered:
                doc.sentence[atom] = sentence_number
            if covered and boundary[covered[0]] == 2:
                boundary[covered[0]] = 3
            for n, atom in atom_of.items():
                row = row_of[n]
                for head, value in zip(("upos", "xpos", "feats"), row[3:6]):
                    doc.array(head)[atom] = inventory.of(head, value)
                doc.array("lemma")[atom] = inventory.of("lemma", script(row[1], row[2]))
                parent = int(row[6])
                if parent == 0:
                    doc.heads[atom] = atom
                elif parent in atom_of:
                    doc.heads[atom] = atom_of[parent]
                doc.array("relation")[atom] = inventory.of("relation", row[7])
            if entities:
                read_entities(doc, rows, atom_of, row_of)
        doc.words = word_flag
        if entities:
            kinds = doc.array("mention")
            kinds[:] = np.where(word_flag, 0, -1)
            sizes = Counter(m[3] for m in doc.mentions)
            best = {}
            for m in doc.mentions:  # of two mentions with one head, the one that corefers, else the shorter
                old = best.get(m[0])
                rank = (sizes[m[3]] > 1, -(m[2] - m[1]))
                if old is None or rank > (sizes[old[3]] > 1, -(old[2] - old[1])):
                    best[m[0]] = m
            doc.mentions = [best[head] for head in sorted(best)]
            for m in doc.mentions:
                kinds[m[0]] = m[8]
        found.append(doc)
    return found


def read_entities(doc, rows, atom_of, row_of):
    """GUM's Entity brackets of one sentence (mentions never cross a sentence)."""
    open_mentions = []
    for row in rows:
        match = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        if "-" in row[0] or not match:
            continue
        n = int(row[0])
        for item in re.findall(r"\([^()]+\)?|[^()]+\)", match.group(1)):
            if item.startswith("("):
                parts = item.strip("()").split("-")
                open_mentions.append((parts[0], parts[1], n))
                if not item.endswith(")"):
                    continue
                key = parts[0]
            else:
                key = item[:-1].split("-")[0]
            for i in range(len(open_mentions) - 1, -1, -1):
                if open_mentions[i][0] == key:
                    _, kind, first = open_mentions.pop(i)
                    add_mention(doc, key, kind, first, n, atom_of, row_of)
                    break


def add_mention(doc, key, kind, first, last, atom_of, row_of):
    inside = [n for n in range(first, last + 1) if n in atom_of]
    if not inside or kind not in MENTION:
        return
    heads = [n for n in inside if not first <= int(row_of[n][6]) <= last]
    head = heads[0] if heads else inside[-1]
    row = row_of[head]
    forms = [row_of[n][1].lower() for n in inside if row_of[n][3] != "PUNCT"]
    doc.mentions.append((atom_of[head], atom_of[inside[0]], atom_of[inside[-1]], key, mention_class(forms, row[1].lower(), row[3]),
                         mention_string(forms), row[1].lower(), frozenset(forms), MENTION.index(kind)))


def mention_class(forms, head, upos):
    """0 name, 1 definite, 2 indefinite, 3 bare noun phrase, 4 to 13 pronouns (src/mentions/coreference.cc is the twin)."""
    if upos in ("PRON", "DET") or (len(forms) == 1 and head in PRONOUNS):
        return PRONOUNS.get(head, 13)
    if upos == "PROPN":
        return 0
    first = forms[0] if forms else ""
    return 1 if first in DEFINITE else 2 if first in ("a", "an") else 3


def mention_string(forms):
    """Words without a leading determiner and a final possessive."""
    words = list(forms)
    while words and (words[0] in DEFINITE or words[0] in ("a", "an")):
        words.pop(0)
    while words and words[-1] in ("'s", "’s", "'", "’"):
        words.pop()
    return " ".join(words)


def join_tokens(tokens):
    """Running text of a tokenised sentence and each token's start."""
    text, starts, open_quote, glue = "", [], False, True
    for i, token in enumerate(tokens):
        before = glue
        glue = False
        if token in ('"', "''", "``"):
            if open_quote:
                before, open_quote = True, False
            else:
                open_quote, glue = True, True
        elif token in (".", ",", ";", ":", "?", "!", ")", "%", "]") or (token.startswith("'") and 1 < len(token) < 4) or token in ("n't", "'"):
            before = True
        elif token in ("(", "$", "["):
            glue = True
        if not before:
            text += " "
        starts.append(len(text))
        text += token
    return text, starts


def column_sentences(path):
    sentences, tokens = [], []
    with open(path, encoding="utf-8") as lines:
        for line in list(lines) + [""]:
            line = line.rstrip("\n")
            if line.strip():
                token, tag = line.split("\t")
                tokens.append((token, tag))
            elif tokens:
                sentences.append(tokens)
                tokens = []
    return sentences


def names(path, pieces, mapping=None):
    """Sentences of a BIO file as lines of documents."""
    sentences = column_sentences(path)
    ends = path[:-len(".conll")] + ".docs"
    sizes = [int(n) for n in open(ends)] if os.path.exists(ends) else [10] * (len(sentences) // 10 + 1)
    found, at = [], 0
    for size in sizes:
        text, spans = "", []
        for tokens in sentences[at:at + size]:
            line, starts = join_tokens([t for t, _ in tokens])
            base = len(text) + bool(text)
            text += "\n" * bool(text) + line
            for (token, tag), start in zip(tokens, starts):
                begin, end = base + start, base + start + len(token)
                if tag[0] == "B" or (tag[0] == "I" and not spans):
                    kind = (mapping or {}).get(tag[2:], tag[2:])
                    spans.append((begin, end, kind))
                elif tag[0] == "I":
                    spans[-1] = (spans[-1][0], end, spans[-1][2])
        at += size
        if text:
            doc = Labelled(Text(text, pieces))
            doc.bio("names", spans, NAMES)
            found.append(doc)
    return found


def statement_labels(doc, statements):
    """statements: (sources, cues, contents) as lists of (start, end)."""
    for head, index in (("source", 0), ("cue", 1), ("content", 2)):
        doc.bio(head, merged(span for s in statements for span in s[index]), BIO)
    source, content = doc.links.setdefault("statement.source", []), doc.links.setdefault("statement.content", [])
    for sources, cues, contents in statements:
        anchor = next((a for start, end in sorted(cues) for a in doc.atoms_in(start, end)), None)
        if anchor is not None:
            source.append((anchor, {a for start, end in sources for a in doc.atoms_in(start, end)}))
            content.append((anchor, {a for start, end in contents for a in doc.atoms_in(start, end)}))


def merged(spans):
    """Spans without those inside another (a statement inside a statement); types none."""
    kept = []
    for start, end in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return [(start, end, None) for start, end in kept]


def pairs(spans):
    return [(s["start"], s["end"]) for s in spans or []]


def statements(path, pieces):
    found = []
    for record in jsonl(path):
        doc = Labelled(Text(record["text"], pieces))
        statement_labels(doc, [(pairs(s["source"]), pairs(s["cue"]), pairs(s["content"])) for s in record["statements"]])
        found.append(doc)
    return found


def records(path, pieces, inventory, whole):
    """Whole reports (statements, events, positions), or single sentences with their events."""
    found = []
    for record in jsonl(path):
        doc = Labelled(Text(record["text"], pieces))
        if whole:
            statement_labels(doc, [(pairs((s["speaker"] or {}).get("spans")), pairs(s["cue"]), pairs(s["content"]))
                                   for s in record["statements"]])
            force = doc.array("force")
            for s in record["statements"]:
                for start, end in pairs(s["cue"]):
                    for atom in doc.atoms_in(start, end):
                        force[atom] = FORCE.index(s["force"])
        event_labels(doc, record, inventory, whole)
        if whole:
            position_labels(doc, record)
        found.append(doc)
    return found


def event_labels(doc, record, inventory, whole):
    types = doc.array("event")
    types[:] = 0
    heads = {name: doc.array("event." + name) for name in ("polarity", "modality", "required", "status", "mode")}
    actor, recipient = doc.links.setdefault("event.actor", []), doc.links.setdefault("event.recipient", [])
    place = doc.links.setdefault("event.place", [])
    for event in record["events"]:
        words = [(event["trigger"], 0)] + [(span, 1) for span in event.get("also", [])]
        for span, also in sorted(words, key=lambda w: -w[1]):
            atoms_here = list(doc.atoms_in(span["start"], span["end"]))
            if not atoms_here:
                continue
            atom = atoms_here[0]
            if also and types[atom] > 0:
                continue
            types[atom] = EVENT.index(event["type"])
            heads["status"][atom] = also
            heads["required"][atom] = int(event["required"])
            heads["polarity"][atom] = POLARITY.index(event["polarity"])
            heads["modality"][atom] = MODALITY.index(event["modality"])
            heads["mode"][atom] = inventory.of("event.mode", event["mode"] or "none")
            if also:
                continue
            for party, links in (("actors", actor), ("recipients", recipient)):
                links.append((atom, {a for one in event[party] for s in one["spans"] for a in doc.atoms_in(s["start"], s["end"])}))
            if not event["place"]:
                place.append((atom, set()))
            elif not whole:
                place.append((atom, set(doc.atoms_in(event["place"]["start"], event["place"]["end"]))))
            else:
                near = [m for m in re.finditer(re.escape(event["place"]["name"]), record["text"])]
                if near:
                    best = min(near, key=lambda m: abs(m.start() - event["trigger"]["start"]))
                    place.append((atom, set(doc.atoms_in(best.start(), best.end()))))


def position_labels(doc, record):
    """A position is marked at the trigger, else the cue, that its evidence holds."""
    issue, stance = doc.array("position.issue"), doc.array("position.stance")
    anchors = [(v["trigger"]["start"], [v["trigger"]]) for v in record["events"]]
    cues = [(s["cue"][0]["start"], s["cue"] + s["content"]) for s in record["statements"] if s["cue"]]
    for start, _ in anchors + cues:
        for atom in doc.atoms_in(start, start + 1):
            issue[atom] = 0
    for position in record["positions"]:
        for span in position["evidence"]:
            hit = [start for start, spans in anchors if any(x["start"] < span["end"] and span["start"] < x["end"] for x in spans)]
            hit = hit or [start for start, spans in cues if any(x["start"] < span["end"] and span["start"] < x["end"] for x in spans)][:1]
            for start in hit:
                for atom in doc.atoms_in(start, start + 1):
                    issue[atom] = ISSUE.index(position["issue"])
                    stance[atom] = STANCE.index(position["stance"])


def times(path, pieces):
    found = []
    for record in jsonl(path):
        doc = Labelled(Text(record["text"], pieces))
        doc.bio("times", [(t["start"], t["end"], t["type"]) for t in record["times"]], TIMES)
        found.append(doc)
    return found


def factuality(path, pieces):
    """Events whose text says that they did (3) or did not (-3) happen, on average over annotators; the uncertain ones teach nothing here."""
    found = []
    for record in jsonl(path):
        doc = Labelled(Text(record["text"], pieces))
        polarity = doc.array("event.polarity")
        for event in record["factuality"]:
            for atom in list(doc.atoms_in(event["start"], event["end"]))[:1]:
                if abs(event["value"]) >= 1:
                    polarity[atom] = int(event["value"] < 0)
        found.append(doc)
    return found


def load(data, pieces, without=()):
    """The training texts by task, and the inventory of labels. `data` is the folder of corpora."""
    def at(*parts):
        return os.path.join(data, *parts)

    inventory = Inventory()
    trees = [name for name in ("ewt", "gum") if name not in without]
    counts = count_treebank([at("treebank", name + "-train.conllu") for name in trees])
    modes = Counter()
    for name, path in (("record", "train.jsonl"), ("record-sentences", "sentences-train.jsonl")):
        if name not in without:
            modes.update(v["mode"] or "none" for r in jsonl(at("record", path)) for v in r["events"])
    counts["event.mode"] = (modes, 3, ["none"])
    inventory.build(counts)
    for head, labels in (("boundary", BOUNDARY), ("names", NAMES), ("mention", MENTION), ("source", BIO), ("cue", BIO), ("content", BIO),
                         ("force", FORCE), ("event", EVENT), ("event.polarity", POLARITY), ("event.modality", MODALITY),
                         ("event.required", REQUIRED), ("event.status", STATUS), ("times", TIMES), ("position.issue", ISSUE),
                         ("position.stance", STANCE), ("root", ["root"]), ("coref.new", ["new"])):
        inventory.lists[head] = labels
    tasks = {}

    def add(task, corpus, read):
        if corpus not in without:
            tasks.setdefault(task, []).extend(read())

    add("tree", "ewt", lambda: treebank(at("treebank", "ewt-train.conllu"), pieces, inventory, False))
    add("gum", "gum", lambda: treebank(at("treebank", "gum-train.conllu"), pieces, inventory, True))
    add("names", "conll2003", lambda: names(at("ner", "conll2003-train.conll"), pieces))
    add("names", "politics", lambda: 4 * names(at("ner", "politics-train.conll"), pieces, POLITICS))
    add("statements", "polnear", lambda: statements(at("attribution", "train.jsonl"), pieces))
    add("record", "record", lambda: records(at("record", "train.jsonl"), pieces, inventory, True))
    add("sentences", "record-sentences", lambda: records(at("record", "sentences-train.jsonl"), pieces, inventory, False))
    add("times", "tbaq", lambda: times(at("time", "tbaq-train.jsonl"), pieces))
    add("times", "meantime", lambda: times(at("time", "meantime.jsonl"), pieces))
    add("factuality", "uw", lambda: factuality(at("factuality", "uw-train.jsonl"), pieces))
    add("factuality", "meantime", lambda: factuality(at("factuality", "meantime-train.jsonl"), pieces))
    return tasks, inventory


CORPORA = ["ewt", "gum", "conll2003", "politics", "polnear", "record", "record-sentences", "tbaq", "meantime", "uw"]
