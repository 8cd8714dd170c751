#!/usr/bin/env python3
"""How well each head of a run does on the development parts, and the temperature at which its probabilities mean what they say.

usage: calibrate.py RUN --data DIR [--temperatures FILE]

For each head: how often its most probable label is right over the atoms where the corpus says something, F1 over the atoms that are not the
head's first label ("O", "none"), and the temperature with the least cross-entropy (Guo and others 2017). Development parts never train.
"""
import argparse
import json
import os

import numpy as np
import torch
import torch.nn.functional as F

import corpora
from batches import label_tensor, packed, window_tensors
from export import load
from windows import MAX_PIECES, Pieces

TEMPERATURES = [round(0.5 * 1.08 ** n, 3) for n in range(28)]


def development(data, pieces, inventory):
    def at(*parts):
        return os.path.join(data, *parts)

    yield "ewt", corpora.treebank(at("treebank", "ewt-dev.conllu"), pieces, inventory, False)
    yield "gum", corpora.treebank(at("treebank", "gum-dev.conllu"), pieces, inventory, True, turns_every=1)
    yield "conll2003", corpora.names(at("ner", "conll2003-dev.conll"), pieces)
    yield "politics", corpora.names(at("ner", "politics-dev.conll"), pieces, corpora.POLITICS)
    yield "polnear", corpora.statements(at("attribution", "dev.jsonl"), pieces)
    yield "record", corpora.records(at("record", "dev.jsonl"), pieces, inventory, True)
    yield "tbaq", corpora.times(at("time", "tbaq-dev.jsonl"), pieces)


def batches_of(docs, pieces):
    windows = [(doc, a, b) for doc in docs for a, b in doc.text.windows()]
    for batch in packed(windows, [MAX_PIECES] * len(windows)):
        yield window_tensors(batch, pieces)


def link_scores(network, batch, links, name):
    """Scores and targets of all pairs of an anchor and an atom."""
    begin, middle, end = network.link_offsets[name]
    scores, targets = [], []
    for i, (doc, start, stop) in enumerate(batch["windows"]):
        for anchor, members in doc.links.get(name, ()):
            if start <= anchor < stop:
                score = links[i, :stop - start, middle:end] @ links[i, anchor - start, begin:middle] * (middle - begin) ** -0.5
                scores.append(score)
                targets.append(torch.tensor([float(a in members) for a in range(start, stop)]))
    return scores, targets


def best_temperature(loss):
    return min(TEMPERATURES, key=loss)


def main():
    parser = argparse.ArgumentParser(description="Measure and calibrate the heads of a training run.")
    parser.add_argument("run")
    parser.add_argument("--data", required=True)
    parser.add_argument("--temperatures", metavar="FILE", help="write head -> temperature there, for export.py")
    args = parser.parse_args()
    torch.set_flush_denormal(True)
    network, saved = load(args.run)
    pieces = Pieces(saved["vocabulary"])
    inventory = corpora.Inventory()
    inventory.lists = saved["lists"]
    inventory.index = {head: {label: i for i, label in enumerate(labels)} for head, labels in saved["lists"].items()}
    found = {}
    for corpus, docs in development(args.data, pieces, inventory):
        logits, targets, scores, links_of = {}, {}, {}, {}
        for batch in batches_of(docs, pieces):
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                labels, links = network(batch)
            labels, links = labels.float(), links.float()
            for head in network.label_heads:
                target = label_tensor(batch, head)
                if target is not None and (target >= 0).any():
                    keep = target >= 0
                    logits.setdefault(head, []).append(network.logits(labels, head)[keep])
                    targets.setdefault(head, []).append(target[keep])
            for name in corpora.LINKS:
                if any(name in doc.links for doc, _, _ in batch["windows"]):
                    s, t = link_scores(network, batch, links, name)
                    scores.setdefault(name, []).extend(s)
                    links_of.setdefault(name, []).extend(t)
        for head in logits:
            x, y = torch.cat(logits[head]), torch.cat(targets[head])
            guess = x.argmax(-1)
            right = (guess == y).float().mean().item()
            hits = ((guess == y) & (y > 0)).sum().item()
            f1 = 2 * hits / max(1, (guess > 0).sum().item() + (y > 0).sum().item())
            t = best_temperature(lambda t: F.cross_entropy(x / t, y).item())
            found.setdefault(head, []).append((len(y), t))
            print("%-10s %-18s right %6.2f  F1 %6.2f  of %7d  temperature %.2f" % (corpus, head, 100 * right, 100 * f1, len(y), t))
        for name in scores:
            if not scores[name]:
                continue
            x, y = torch.cat(scores[name]), torch.cat(links_of[name])
            guess = x > 0
            f1 = 2 * (guess & (y > 0)).sum().item() / max(1, guess.sum().item() + int(y.sum().item()))
            t = best_temperature(lambda t: F.binary_cross_entropy_with_logits(x / t, y).item())
            found.setdefault(name, []).append((len(y), t))
            print("%-10s %-18s               F1 %6.2f  of %7d  temperature %.2f" % (corpus, name, 100 * f1, len(y), t))
    # Several corpora: the geometric mean, weighted by size.
    temperatures = {head: round(float(np.exp(np.average([np.log(t) for _, t in ts], weights=[n for n, _ in ts]))), 3)
                    for head, ts in found.items()}
    if args.temperatures:
        with open(args.temperatures, "w", encoding="utf-8") as out:
            json.dump(temperatures, out, indent=1, sort_keys=True)


if __name__ == "__main__":
    main()
