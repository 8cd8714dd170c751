"""What each head is trained to do."""
import numpy as np
import torch
import torch.nn.functional as F

from batches import label_tensor

WEIGHTS = {"boundary": 0.5, "upos": 0.4, "xpos": 0.3, "feats": 0.3, "lemma": 0.4, "mention": 0.5, "names": 2.0, "times": 1.5, "source": 1.0,
           "cue": 1.0, "content": 1.0, "force": 0.4, "event": 2.0, "event.polarity": 1.0, "event.modality": 0.4, "event.required": 0.3,
           "event.status": 0.3, "event.mode": 0.3, "position.issue": 1.0, "position.stance": 0.4}
ARC, RELATION, BOUNDS, COREF = 1.0, 1.0, 0.3, 0.5
LINK = {"event": 6.0, "statement": 3.0}  # events are few, and few words are linked to them
MOST_ANTECEDENTS = 200


def total(network, batch):
    labels, links = network(batch, drop=(0.1, 0.25))
    labels, links = labels.float(), links.float()
    loss = labels.sum() * 0.0
    for head, weight in WEIGHTS.items():
        target = label_tensor(batch, head)
        if target is not None and (target >= 0).any():
            logits = network.logits(labels, head)
            loss = loss + weight * F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=-1)
    loss = loss + links_loss(network, batch, links)
    if any(doc.heads is not None for doc, _, _ in batch["windows"]):
        loss = loss + tree_loss(network, batch, labels, links)
        if all("mention" in doc.labels for doc, _, _ in batch["windows"]):
            loss = loss + mention_loss(network, batch, links) + coref_loss(network, batch, labels, links)
    return loss


def links_loss(network, batch, links):
    """Independent decisions: is this atom part of the anchor's source (content, actors, ...)?"""
    loss = 0.0
    real = torch.arange(batch["firsts"].shape[1])[None, :] < batch["atoms"][:, None]
    names = {name for doc, _, _ in batch["windows"] for name in doc.links}
    for name in sorted(names):
        rows, anchors, targets = [], [], []
        for i, (doc, start, end) in enumerate(batch["windows"]):
            for anchor, members in doc.links.get(name, ()):
                if start <= anchor < end:
                    rows.append(i)
                    anchors.append(anchor - start)
                    target = np.zeros(batch["firsts"].shape[1], np.float32)
                    target[[a - start for a in members if start <= a < end]] = 1
                    targets.append(target)
        if rows:
            begin, middle, end = network.link_offsets[name]
            rows = torch.tensor(rows)
            score = (links[rows, torch.tensor(anchors), begin:middle][:, None, :] * links[rows, :, middle:end]).sum(-1)
            score = score * (middle - begin) ** -0.5
            each = F.binary_cross_entropy_with_logits(score, torch.from_numpy(np.stack(targets)), reduction="none")
            mask = real[rows]
            loss = loss + LINK[name.split(".")[0]] * (each * mask).sum() / mask.sum()
    return loss


def sentence_mask(batch, window_words):
    """[batch, atoms, atoms]: the two are words of one sentence."""
    shape = batch["firsts"].shape
    sentence = np.full(tuple(shape), -1, np.int64)
    for i, (doc, start, end) in enumerate(batch["windows"]):
        sentence[i, :end - start] = np.where(doc.words[start:end], doc.sentence[start:end], -1)
    sentence = torch.from_numpy(sentence)
    window_words.append(sentence >= 0)
    return (sentence[:, :, None] == sentence[:, None, :]) & (sentence >= 0)[:, None, :]


def tree_loss(network, batch, labels, links):
    words = []
    mask = sentence_mask(batch, words)
    most = mask.shape[1]
    target = np.full((mask.shape[0], most), -1, np.int64)
    relation = label_tensor(batch, "relation")
    for i, (doc, start, end) in enumerate(batch["windows"]):
        heads = doc.heads[start:end]
        inside = (heads >= start) & (heads < end)
        target[i, :end - start] = np.where(inside, np.where(heads == np.arange(start, end), most, heads - start), -1)
    target = torch.from_numpy(target)
    scores = network.link(links, "arc").masked_fill(~mask, -1e9)
    scores = scores - 1e9 * torch.eye(most)  # nothing is its own head
    root = network.logits(labels, "root")
    scores = torch.cat([scores, root], -1)
    loss = ARC * F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=-1)
    chosen = ((target >= 0) & (target < most) & (relation >= 0)).nonzero(as_tuple=True)
    if len(chosen[0]):
        logits = network.relate(links, chosen[0], chosen[1], target[chosen])
        loss = loss + RELATION * F.cross_entropy(logits, relation[chosen])
    return loss


def mentions_in(batch):
    """Mentions that lie in the batch's windows: (row, head, start, end, mention, doc)."""
    found = []
    for i, (doc, start, end) in enumerate(batch["windows"]):
        for m in doc.mentions:
            if start <= m[1] and m[2] < end and start <= m[0] < end:
                found.append((i, m[0] - start, m[1] - start, m[2] - start, m, doc))
    return found


def mention_loss(network, batch, links):
    found = mentions_in(batch)
    if not found:
        return 0.0
    mask = sentence_mask(batch, [])
    rows, heads = torch.tensor([f[0] for f in found]), torch.tensor([f[1] for f in found])
    places = torch.arange(mask.shape[1])
    loss = 0.0
    for name, index, allowed in (("mention.start", 2, places[None, :] <= heads[:, None]), ("mention.end", 3, places[None, :] >= heads[:, None])):
        begin, middle, end = network.link_offsets[name]
        scores = (links[rows, heads, begin:middle][:, None, :] * links[rows, :, middle:end]).sum(-1) * (middle - begin) ** -0.5
        scores = scores.masked_fill(~(mask[rows, heads] & allowed), -1e9)
        loss = loss + BOUNDS * F.cross_entropy(scores, torch.tensor([f[index] for f in found]))
    return loss


def bucket(distance, limits):
    return np.searchsorted(np.array(limits), distance, side="left")


def coref_features(mentions, sentences):
    """Indices into the tables for every pair (later, earlier); src/mentions/coreference.cc is the twin."""
    n = len(mentions)
    strings, heads = {}, {}
    string = np.array([strings.setdefault(m[5], len(strings)) for m in mentions])
    head = np.array([heads.setdefault(m[6], len(heads)) for m in mentions])
    kind = np.array([m[8] for m in mentions])
    klass = np.array([m[4] for m in mentions])
    start, end = np.array([m[1] for m in mentions]), np.array([m[2] for m in mentions])
    later, earlier = np.arange(n)[:, None], np.arange(n)[None, :]
    contains = np.zeros((n, n), bool)
    for i, m in enumerate(mentions):
        for j in range(max(0, i - MOST_ANTECEDENTS), i):
            contains[i, j] = m[6] in mentions[j][7] or mentions[j][6] in m[7]
    match = np.where(string[:, None] == string[None, :], 2, np.where(head[:, None] == head[None, :], 1, np.where(contains, 3, 0)))
    nested = (start[:, None] <= start[None, :]) & (end[:, None] >= end[None, :]) | (start[:, None] >= start[None, :]) & (end[:, None] <= end[None, :])
    far = bucket(np.maximum(later - earlier, 1), [1, 2, 4, 8, 16, 32, 64])
    apart = bucket(np.maximum(sentences[:, None] - sentences[None, :], 0), [0, 1, 2, 4, 8])
    wide = np.broadcast_to(klass[:, None], (n, n))
    return {"class": (wide, np.broadcast_to(klass[None, :], (n, n))), "match": (wide, match),
            "kind": (np.broadcast_to(kind[:, None], (n, n)), np.broadcast_to(kind[None, :], (n, n))), "distance": (wide, far),
            "sentence": (wide, apart), "nested": (wide, nested.astype(np.int64))}


def coref_loss(network, batch, labels, links):
    found = [f for f in mentions_in(batch) if f[5] is batch["windows"][0][0]]
    if len(found) < 2:
        return 0.0
    rows, heads = torch.tensor([f[0] for f in found]), torch.tensor([f[1] for f in found])
    mentions, doc = [f[4] for f in found], found[0][5]
    begin, middle, end = network.link_offsets["coref"]
    scores = links[rows, heads, begin:middle] @ links[rows, heads, middle:end].T * (middle - begin) ** -0.5
    features = coref_features(mentions, np.array([doc.sentence[m[0]] for m in mentions]))
    for name, (one, two) in features.items():
        scores = scores + network.coref[name][torch.from_numpy(np.ascontiguousarray(one)), torch.from_numpy(np.ascontiguousarray(two))]
    place = torch.arange(len(found))
    allowed = (place[None, :] < place[:, None]) & (place[None, :] >= place[:, None] - MOST_ANTECEDENTS)
    fresh = network.logits(labels, "coref.new")[rows, heads]
    scores = torch.cat([scores.masked_fill(~allowed, -1e9), fresh], -1)
    cluster = np.array([hash(m[3]) for m in mentions])
    same = torch.from_numpy(cluster[:, None] == cluster[None, :]) & allowed
    right = torch.cat([same, ~same.any(-1, keepdim=True)], -1)
    return COREF * (scores.logsumexp(-1) - scores.masked_fill(~right, -1e9).logsumexp(-1)).mean()
