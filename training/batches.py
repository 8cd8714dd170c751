"""Windows of labelled texts, packed into batches of tensors."""
import numpy as np
import torch

from windows import GAP_INSIDE, GAP_NEWLINE, GAP_SPACE, MAX_PIECES, SHAPES

BATCH_PIECES = 1536  # with padding


def window_tensors(windows, pieces, random=None):
    """windows: (doc, start, end) -> padded tensors; every window is [CLS] atoms [SEP]. With a source of random numbers some windows
    are set in capitals, and some in lines of about 70 characters, as wire copy is."""
    rows = []
    for doc, start, end in windows:
        row, shapes, gaps, firsts = [pieces.cls], [0], [0], []
        capitals = random is not None and random.random() < 0.03
        line = doc.text.spans[start][0] - random.randrange(70) if random is not None and random.random() < 0.12 else None
        for atom in range(start, end):
            firsts.append(len(row))
            of = doc.text.pieces[atom]
            row += of
            shape, gap = doc.text.shapes[atom], doc.text.gaps[atom]
            if capitals and SHAPES[shape] in ("lower", "title", "mixed"):
                shape = SHAPES.index("upper")
            if line is not None and gap == GAP_SPACE and doc.text.spans[atom][1] - line > 70:
                gap, line = GAP_NEWLINE, doc.text.spans[atom][0]
            shapes += [shape] * len(of)
            gaps += [gap] + [GAP_INSIDE] * (len(of) - 1)
        rows.append((row + [pieces.sep], shapes + [0], gaps + [0], firsts))
    longest = max(len(row[0]) for row in rows)
    most = max(len(row[3]) for row in rows)

    def padded(index, width):
        out = np.zeros((len(rows), width), np.int64)
        for i, row in enumerate(rows):
            out[i, :len(row[index])] = row[index]
        return torch.from_numpy(out)

    return {"pieces": padded(0, longest), "shapes": padded(1, longest), "gaps": padded(2, longest), "firsts": padded(3, most),
            "lengths": torch.tensor([len(row[0]) for row in rows]), "atoms": torch.tensor([len(row[3]) for row in rows]),
            "windows": windows}


def capacity(random):
    """Mostly the reader's windows, some shorter, so that a short report is read as well."""
    return MAX_PIECES - 2 if random.random() < 0.6 else random.randint(16, MAX_PIECES - 2)


def shuffled(docs, pieces, random, whole_documents=False):
    """Endless batches over a list of documents; whole_documents: a batch is consecutive windows of one document."""
    def size(window):
        doc, start, end = window
        return sum(len(doc.text.pieces[a]) for a in range(start, end)) + 2

    while True:
        order = list(docs)
        random.shuffle(order)
        batches, pool = [], []
        for doc in order:
            windows = [(doc, a, b) for a, b in doc.text.windows(capacity(random))]
            if whole_documents:
                batches += packed(windows, [size(w) for w in windows])
            else:
                pool += windows
        if pool:
            sizes = [size(w) + random.random() * 6 for w in pool]
            by_size = sorted(range(len(pool)), key=sizes.__getitem__)
            batches += packed([pool[i] for i in by_size], [int(sizes[i]) for i in by_size])
            random.shuffle(batches)
        for batch in batches:
            yield window_tensors(batch, pieces, random)


def packed(windows, sizes):
    batches, current, widest = [], [], 0
    for window, size in zip(windows, sizes):
        if current and max(widest, size) * (len(current) + 1) > BATCH_PIECES:
            batches.append(current)
            current, widest = [], 0
        current.append(window)
        widest = max(widest, size)
    return batches + [current] if current else batches


def label_tensor(batch, head):
    """[batch, atoms] labels of a head, -1 where nothing is said; None when no window says anything."""
    out = np.full(tuple(batch["firsts"].shape), -1, np.int64)
    said = False
    for i, (doc, start, end) in enumerate(batch["windows"]):
        if head in doc.labels:
            out[i, :end - start] = doc.labels[head][start:end]
            said = True
    return torch.from_numpy(out) if said else None
