"""Runs of neighbouring words, by arithmetic on term numbers. Internal."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.words.coding import Codes


def join_ngrams(
    rows: Codes,
    term: Codes,
    names: pd.Index,
    stopped: NDArray[np.bool_],
    low: int,
    high: int,
) -> tuple[Codes, Codes, pd.Index]:
    """Return row, number and names of all runs of low to high neighbours without stop words."""
    usable = rows >= 0
    if stopped.any():
        usable &= ~stopped[term]
    words = names.to_numpy(dtype=object)
    run, run_names = np.where(usable, term, -1), words
    all_rows, all_runs, all_names = [], [], []
    offset = 0
    for length in range(1, high + 1):
        if length > 1:
            last = len(rows) - length + 1
            if last <= 0:
                break
            tail = np.where(usable, term, -1)[length - 1 :]
            good = (run[:last] >= 0) & (tail >= 0) & (rows[:last] == rows[length - 1 :])
            pair = np.where(good, run[:last] * np.int64(len(words)) + tail, -1)
            coded, levels = pd.factorize(pair[good])
            run = np.full(last, -1, dtype=np.int64)
            run[good] = coded
            heads, tails = run_names[levels // len(words)], words[levels % len(words)]
            run_names = heads + " " + tails if len(levels) else np.empty(0, dtype=object)
        if length >= low:
            good = run >= 0
            all_rows.append(rows[: len(run)][good])
            all_runs.append(run[good] + offset)
            all_names.append(run_names)
            offset += len(run_names)
    if not all_rows:
        nothing = np.empty(0, dtype=np.int64)
        return nothing, nothing, pd.Index([], dtype="str")
    return np.concatenate(all_rows), np.concatenate(all_runs), pd.Index(np.concatenate(all_names))
