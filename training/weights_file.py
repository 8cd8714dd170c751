"""The weights file of docs/weights.md: `write` and `read` it, and `quantize` what goes into it."""

import json
import os
import struct
import zlib

import numpy as np

MAGIC = b"DATELINE"
FORMAT_VERSION = 1
HEADER_AT = 24
ALIGNMENT = 64
TYPES = {"i8": np.dtype("<i1"), "f32": np.dtype("<f4")}
SHAPES, GAPS = 8, 5


class WeightsError(Exception):
    """A weights file, or what was to become one, is wrong."""


def quantize(matrix):
    """A float matrix [outputs, inputs] to 8 bits, symmetric, a scale a row: (int8 [outputs, inputs], float32 [outputs]).

    The row's largest magnitude becomes 127; a row of zeros has scale 0.
    """
    matrix = np.asarray(matrix, dtype=np.float32)
    if matrix.ndim != 2 or not np.isfinite(matrix).all():
        raise WeightsError("quantize wants a matrix of finite numbers")
    scale = np.abs(matrix).max(axis=1) / np.float32(127)
    safe = np.where(scale > 0, scale, np.float32(1))
    values = np.clip(np.rint(matrix / safe[:, None]), -127, 127).astype(np.int8)
    return values, scale.astype(np.float32)


def expected(header, tensors):
    """Type and shape of every tensor that the header asks for. R, the relation head's width, is read off `relation`."""
    vocabulary, width, inner = len(header["vocabulary"]), header["width"], header["inner"]
    shapes = {
        "embed.word": ("i8", (vocabulary, width)),
        "embed.word.scale": ("f32", (vocabulary,)),
        "embed.position": ("f32", (header["max_pieces"], width)),
        "embed.shape": ("f32", (SHAPES, width)),
        "embed.gap": ("f32", (GAPS, width)),
    }

    def linear(name, outputs, inputs):
        shapes[name] = ("i8", (outputs, inputs))
        shapes[name + ".scale"] = shapes[name + ".bias"] = ("f32", (outputs,))

    def norm(name):
        shapes[name + ".weight"] = shapes[name + ".bias"] = ("f32", (width,))

    norm("embed.norm")
    for layer in range(header["layers"]):
        name = f"layer.{layer}."
        linear(name + "qkv", 3 * width, width)
        linear(name + "attention", width, width)
        linear(name + "inner", inner, width)
        linear(name + "outer", width, inner)
        norm(name + "norm1")
        norm(name + "norm2")
    relation_size = 0
    if header["relations"]:
        if "relation" not in tensors:
            raise WeightsError("tensor 'relation' is missing")
        relation_size = tensors["relation"].shape[-1]
        linear("relation", len(header["relations"]), relation_size)
    labels = sum(len(head["labels"]) for head in header["labels"])
    links = 2 * sum(head["size"] for head in header["links"]) + 2 * relation_size
    if labels:
        linear("labels", labels, width)
    if links:
        linear("links", links, width)
    return shapes


def check(header, tensors):
    """Raises WeightsError unless the tensors are just those that the header asks for, and tables."""
    for name in ("version", "max_pieces", "layers", "heads", "width", "inner", "vocabulary", "labels", "links", "relations"):
        if name not in header:
            raise WeightsError(f"header: '{name}' is missing")
    if header["width"] % header["heads"] or header["width"] // header["heads"] % 16 or header["inner"] % 16:
        raise WeightsError("header: 'width' over 'heads', and 'inner', must be multiples of 16")
    wanted = expected(header, tensors)
    for name, (kind, shape) in wanted.items():
        if name not in tensors:
            raise WeightsError(f"tensor '{name}' is missing")
        if tensors[name].dtype != TYPES[kind] or tensors[name].shape != shape:
            raise WeightsError(
                f"tensor '{name}' is {tensors[name].dtype} {list(tensors[name].shape)}, where the header asks for {kind} {list(shape)}"
            )
    for name, tensor in tensors.items():
        if name not in wanted and not name.startswith("table."):
            raise WeightsError(f"tensor '{name}': no such tensor in the format")
        if name.startswith("table.") and (tensor.dtype != TYPES["f32"] or tensor.ndim != 2):
            raise WeightsError(f"tensor '{name}': a table is a matrix of f32")
        if tensor.size == 0:
            raise WeightsError(f"tensor '{name}' is empty")
        if tensor.dtype == TYPES["f32"] and not np.isfinite(tensor).all():
            raise WeightsError(f"tensor '{name}' has a value that is not a number")


def _align(offset):
    return (offset + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT


def _lay_out(header, tensors):
    """The header's bytes with the tensors' offsets. Its length depends on their digits: lay out until nothing moves."""
    start = _align(HEADER_AT)
    while True:
        entries, offset = {}, start
        for name, tensor in tensors.items():
            kind = "i8" if tensor.dtype == TYPES["i8"] else "f32"
            entries[name] = {"type": kind, "shape": list(tensor.shape), "offset": offset}
            offset = _align(offset + tensor.nbytes)
        text = json.dumps({**header, "tensors": entries}, ensure_ascii=False).encode()
        needed = _align(HEADER_AT + len(text))
        if needed <= start:
            return text, entries
        start = needed


def write(path, header, tensors):
    """Writes a weights file. `header`: the header's members but "tensors"; `tensors`: name to int8 or float32 array.

    Checks all of it first, and replaces `path` in one step.
    """
    tensors = {name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}
    check(header, tensors)
    text, entries = _lay_out(header, tensors)
    out = bytearray(_align(HEADER_AT + len(text)))
    out[HEADER_AT : HEADER_AT + len(text)] = text
    for name, tensor in tensors.items():
        out.extend(bytes(entries[name]["offset"] - len(out)))
        out.extend(tensor.tobytes())
    checksum = zlib.crc32(memoryview(out)[HEADER_AT:])
    out[:HEADER_AT] = MAGIC + struct.pack("<IIII", FORMAT_VERSION, checksum, len(text), 0)
    unfinished = f"{path}.{os.getpid()}.unfinished"
    try:
        with open(unfinished, "wb") as file:
            file.write(out)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        if os.path.exists(unfinished):
            os.unlink(unfinished)


def read(path):
    """A weights file as (header without "tensors", tensors)."""
    with open(path, "rb") as file:
        data = file.read()
    if len(data) < HEADER_AT or data[:8] != MAGIC:
        raise WeightsError(f"{path}: does not begin with {MAGIC.decode()}")
    version, checksum, length, zero = struct.unpack_from("<IIII", data, 8)
    if version != FORMAT_VERSION:
        raise WeightsError(f"{path}: format version {version}, where this program reads version {FORMAT_VERSION}")
    if zero != 0 or length > len(data) - HEADER_AT or zlib.crc32(memoryview(data)[HEADER_AT:]) != checksum:
        raise WeightsError(f"{path}: cut or damaged")
    header = json.loads(data[HEADER_AT : HEADER_AT + length])
    tensors = {}
    for name, entry in header.pop("tensors").items():
        count = int(np.prod(entry["shape"], dtype=np.int64))
        kind = TYPES[entry["type"]]
        if entry["offset"] % ALIGNMENT or entry["offset"] + count * kind.itemsize > len(data):
            raise WeightsError(f"{path}: tensor '{name}' lies outside the file or is not aligned")
        tensors[name] = np.frombuffer(data, kind, count, entry["offset"]).reshape(entry["shape"])
    check(header, tensors)
    return header, tensors
