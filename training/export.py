#!/usr/bin/env python3
"""Writes the weights file (docs/weights.md) of a training run, as far as it has come.

usage: export.py RUN WEIGHTS [--version V] [--temperatures FILE] [--reference FILE [--text FILE]]

--temperatures: a JSON object, head -> number, as calibrate.py prints it. --reference also writes what this program computes in fp32 for the
first window of a text, for the test that holds the C++ against it.
"""
import argparse
import json
import os

import numpy as np
import torch

import weights_file
from batches import window_tensors
from corpora import LINKS, Labelled
from network import HEADS, INNER, LAYERS, WIDTH, Network
from windows import MAX_PIECES, Pieces, Text


def load(run):
    saved = torch.load(os.path.join(run, "state-0.pt"), weights_only=False)
    network = Network(len(saved["vocabulary"]), saved["lists"])
    network.load_state_dict(saved["network"])
    network.eval()
    return network, saved


def tensors_of(network):
    tensors = {}

    def matrix(name, linear):
        tensors[name], tensors[name + ".scale"] = weights_file.quantize(linear.weight.detach().numpy())
        tensors[name + ".bias"] = linear.bias.detach().numpy()

    def norm(name, layer):
        tensors[name + ".weight"], tensors[name + ".bias"] = layer.weight.detach().numpy(), layer.bias.detach().numpy()

    tensors["embed.word"], tensors["embed.word.scale"] = weights_file.quantize(network.word.weight.detach().numpy())
    for part in ("position", "shape", "gap"):
        tensors["embed." + part] = getattr(network, part).weight.detach().numpy()
    norm("embed.norm", network.norm)
    for n, layer in enumerate(network.layers):
        base = "layer.%d." % n
        for part in ("qkv", "attention", "inner", "outer"):
            matrix(base + part, getattr(layer, part))
        norm(base + "norm1", layer.norm1)
        norm(base + "norm2", layer.norm2)
    matrix("labels", network.labels)
    matrix("links", network.links)
    matrix("relation", network.relation)
    for name, table in network.coref.items():
        tensors["table.coref." + name] = table.detach().numpy()
    return {name: np.ascontiguousarray(t, t.dtype if t.dtype == np.int8 else np.float32) for name, t in tensors.items()}


def header_of(network, saved, version, temperatures):
    lists = saved["lists"]
    return {"version": version, "max_pieces": MAX_PIECES, "layers": LAYERS, "heads": HEADS, "width": WIDTH, "inner": INNER,
            "labels": [{"name": n, "labels": lists[n], "temperature": temperatures.get(n, 1.0)} for n in network.label_heads],
            "links": [{"name": n, "size": size, "temperature": temperatures.get(n, 1.0)} for n, size in LINKS.items()],
            "relations": lists["relation"], "vocabulary": saved["vocabulary"]}


def reference(network, saved, text):
    """The first window of a text with the fp32 logits of three heads, rounded to 4 decimals."""
    pieces = Pieces(saved["vocabulary"])
    doc = Labelled(Text(text, pieces))
    start, end = doc.text.windows()[0]
    batch = window_tensors([(doc, start, end)], pieces)
    with torch.no_grad():
        labels, links = network(batch)
    heads = {name: [[round(float(x), 4) for x in row] for row in network.logits(labels, name)[0]] for name in ("upos", "names", "event")}
    return {"text": text[:doc.text.spans[end - 1][1]], "pieces": batch["pieces"][0].tolist(), "shapes": batch["shapes"][0].tolist(),
            "gaps": batch["gaps"][0].tolist(), "firsts": batch["firsts"][0].tolist(), "logits": heads,
            "largest": round(float(labels.abs().max()), 4)}


def main():
    parser = argparse.ArgumentParser(description="Write the weights file of a training run.")
    parser.add_argument("run")
    parser.add_argument("weights")
    parser.add_argument("--version", default="0")
    parser.add_argument("--temperatures")
    parser.add_argument("--reference")
    parser.add_argument("--text")
    args = parser.parse_args()
    network, saved = load(args.run)
    temperatures = json.load(open(args.temperatures, encoding="utf-8")) if args.temperatures else {}
    weights_file.write(args.weights, header_of(network, saved, args.version, temperatures), tensors_of(network))
    print("step %d, %.0f minutes: %s, %d bytes" % (saved["step"], saved["seconds"] / 60, args.weights, os.path.getsize(args.weights)))
    if args.reference:
        with open(args.text, encoding="utf-8") as source, open(args.reference, "w", encoding="utf-8") as out:
            json.dump(reference(network, saved, source.read()), out)


if __name__ == "__main__":
    main()
