#!/usr/bin/env python3
"""Trains the encoder and its heads on the corpora, and goes on from where it was stopped.

usage: train.py --data DIR --run DIR [--steps N] [--minutes M] [--workers N] [--without CORPUS]... [--seed N] [--from FILE]

Each worker trains on batches of its own, on one thread; every SYNC steps the workers' parameters are averaged (local SGD, Stich 2019).
The state is saved in --run every few minutes and when the run ends; started again with the same --run, it goes on. export.py makes the
weights file from a state at any time. With --minutes the learning rate falls by the clock where that is ahead of the steps; without it a
run is the same every time.
"""
import argparse
import json
import os
import random
import signal
import sys
import time

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

import corpora
import losses
import weights_file
from batches import shuffled
from network import Network, open_minilm
from windows import Pieces

SHARES = {"tree": 0.18, "gum": 0.17, "names": 0.12, "statements": 0.22, "record": 0.22, "sentences": 0.04, "times": 0.03, "factuality": 0.02}
ENCODER_RATE, HEAD_RATE, WARM_UP, CLIP = 2.5e-4, 1e-3, 0.04, 2.0
SYNC, SAVE_SECONDS = 8, 240


def worker(rank, args):
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    if args.workers > 1:
        dist.init_process_group("gloo", init_method="file://" + os.path.abspath(os.path.join(args.run, "meeting")), rank=rank,
                                world_size=args.workers)
    tensors, vocabulary = open_minilm()
    pieces = Pieces(vocabulary)
    tasks, inventory = corpora.load(args.data, pieces, args.without)
    torch.manual_seed(args.seed)
    network = Network(len(vocabulary), inventory.lists)
    network.start_from(tensors)
    if args.start:
        network.start_from_weights(*weights_file.read(args.start))
    heads = [p for n, p in network.named_parameters() if n.split(".")[0] in ("labels", "links", "relation", "coref", "shape", "gap")]
    own = {id(p) for p in heads}
    optimizer = torch.optim.AdamW([{"params": [p for p in network.parameters() if id(p) not in own], "peak": ENCODER_RATE},
                                   {"params": heads, "peak": HEAD_RATE}], lr=0.0, betas=(0.9, 0.98), weight_decay=0.01)
    state = os.path.join(args.run, "state-%d.pt" % rank)
    step, spent = 0, 0.0
    if os.path.exists(state):
        saved = torch.load(state, weights_only=False)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        step, spent = saved["step"], saved["seconds"]
    chooser = random.Random("%d:%d:%d" % (args.seed, rank, step))
    torch.manual_seed(chooser.randrange(1 << 30))
    streams = {name: shuffled(docs, pieces, random.Random(chooser.random()), whole_documents=name == "gum") for name, docs in tasks.items()}
    names = sorted(streams)
    network.train()
    started, saved_at, log = time.time(), time.time(), {}

    def seconds():
        return spent + time.time() - started

    def save():
        torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "seconds": seconds(),
                    "lists": inventory.lists, "vocabulary": vocabulary, "without": args.without, "seed": args.seed,
                    "steps": args.steps, "workers": args.workers}, state + ".new")
        os.replace(state + ".new", state)

    done = step / args.steps
    while done < 1.0:
        task = chooser.choices(names, [SHARES[name] for name in names])[0]
        rate = min(done / WARM_UP, (1.0 - done) / (1.0 - WARM_UP))
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * rate
        batch = next(streams[task])
        with torch.autocast("cpu", torch.bfloat16):
            loss = losses.total(network, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)
        optimizer.step()
        step += 1
        old = log.get(task, loss.item())
        log[task] = 0.95 * old + 0.05 * loss.item()
        if step % SYNC == 0 or step >= args.steps:
            done = step / args.steps
            if args.minutes:
                done = max(done, seconds() / 60 / args.minutes)
            done = meet(network, done, args.workers)
        if rank == 0 and step % 40 == 0:
            print("step %d  %.0f s  %.3f done  " % (step, seconds(), done) + "  ".join("%s %.3f" % (k, log[k]) for k in sorted(log)), flush=True)
        if step % SYNC == 0 and time.time() - saved_at > SAVE_SECONDS:
            save()
            saved_at = time.time()
    save()


def meet(network, done, workers):
    """Averages the parameters of all workers; returns the furthest progress, so that all stop at the same step."""
    if workers == 1:
        return done
    with torch.no_grad():
        flat = torch.cat([p.flatten() for p in network.parameters()])
        dist.all_reduce(flat)
        flat /= workers
        at = 0
        for p in network.parameters():
            p.copy_(flat[at:at + p.numel()].view_as(p))
            at += p.numel()
    furthest = torch.tensor([done], dtype=torch.float64)
    dist.all_reduce(furthest, dist.ReduceOp.MAX)
    return furthest.item()


def main():
    parser = argparse.ArgumentParser(description="Train the encoder and its heads.")
    parser.add_argument("--data", required=True, help="folder of corpora")
    parser.add_argument("--run", required=True, help="folder of this run's state; an unfinished run there goes on")
    parser.add_argument("--steps", type=int, default=4000, help="steps of each worker")
    parser.add_argument("--minutes", type=float, help="end after so many minutes of training at the latest")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--without", action="append", default=[], choices=corpora.CORPORA, metavar="CORPUS",
                        help="leave a corpus out (repeatable): " + ", ".join(corpora.CORPORA))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="start", metavar="FILE", help="begin with a weights file instead of MiniLM")
    args = parser.parse_args()
    if {"ewt", "gum"} <= set(args.without):
        parser.error("--without: at least one of ewt and gum must stay, they give the words and trees")
    os.makedirs(args.run, exist_ok=True)
    meeting = os.path.join(args.run, "meeting")
    if os.path.exists(meeting):
        os.remove(meeting)
    with open(os.path.join(args.run, "arguments.json"), "w", encoding="utf-8") as out:
        json.dump(vars(args), out, indent=1)
    if args.workers == 1:
        worker(0, args)
    else:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the workers end with this process
        mp.spawn(worker, (args,), nprocs=args.workers, daemon=True)


if __name__ == "__main__":
    sys.exit(main())
