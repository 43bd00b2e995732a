"""Leiden's method: communities of high modularity, every one of them connected."""

import numpy as np

Neighbours = list[dict[int, float]]
RANDOMNESS = 0.01
"""How far a refinement may stray from the best merger, in shares of a node's strength."""
TINY = 1e-12


def run_leiden(neighbours: Neighbours, resolution: float, rng: np.random.Generator) -> list[int]:
    """Group nodes by the method of Traag, Waltman and van Eck [1]_.

    Parameters
    ----------
    neighbours : list of dict
        For each node the weights of its edges, each edge at both ends, no loops.
    resolution : float
        Over 1 favours smaller communities (gamma in [1]_).
    rng : Generator
        The order of nodes and the choice of mergers.

    Returns
    -------
    list of int
        The community of each node, numbered from 0 in the order of nodes.

    Notes
    -----
    Each round moves nodes while modularity grows, refines the communities by merging single nodes
    within them, and goes on with the refined ones as nodes. Rounds are repeated from the last
    communities until modularity grows no more. The gain by which a merger is drawn is taken
    relative to the strength of the node, so that the unit of the weights does not matter.

    References
    ----------
    .. [1] Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden:
       guaranteeing well-connected communities.

    Examples
    --------
    >>> triangles = [{1: 1, 2: 1}, {0: 1, 2: 1}, {0: 1, 1: 1, 3: 0.1},
    ...              {2: 0.1, 4: 1, 5: 1}, {3: 1, 5: 1}, {3: 1, 4: 1}]
    >>> run_leiden(triangles, 1.0, np.random.default_rng(0))
    [0, 0, 0, 1, 1, 1]
    """
    strength = [sum(weights.values()) for weights in neighbours]
    rate = resolution / max(sum(strength), TINY)
    labels, best = list(range(len(neighbours))), -np.inf
    while True:
        found = _run_round(neighbours, strength, labels, rate, rng)
        quality = _score(neighbours, strength, found, rate)
        if quality <= best + TINY * max(sum(strength), 1.0):
            return labels
        labels, best = found, quality


def _score(neighbours: Neighbours, strength: list[float], labels: list[int], rate: float) -> float:
    """Return the modularity times the sum of all strengths."""
    within = 0.0
    total = [0.0] * len(labels)
    for node, weights in enumerate(neighbours):
        total[labels[node]] += strength[node]
        within += sum(weight for other, weight in weights.items() if labels[other] == labels[node])
    return within - rate * sum(value * value for value in total)


def _run_round(
    neighbours: Neighbours,
    strength: list[float],
    labels: list[int],
    rate: float,
    rng: np.random.Generator,
) -> list[int]:
    whole, member = neighbours, list(range(len(neighbours)))
    while True:
        labels = _number(_move_nodes(neighbours, strength, labels, rate, rng))
        refined = _number(_refine(neighbours, strength, labels, rate, rng))
        n_parts = max(refined, default=-1) + 1
        if n_parts == len(neighbours):  # nothing is left to merge
            return _split(whole, [labels[node] for node in member])
        member = [refined[node] for node in member]
        above = [0] * n_parts
        for node, part in enumerate(refined):
            above[part] = labels[node]
        neighbours, strength = _merge(neighbours, strength, refined, n_parts)
        labels = above


def _move_nodes(
    neighbours: Neighbours,
    strength: list[float],
    labels: list[int],
    rate: float,
    rng: np.random.Generator,
) -> list[int]:
    """Move nodes to the neighbouring community that gains most, until none gains."""
    labels = list(labels)
    total = [0.0] * len(labels)
    size = [0] * len(labels)
    for node, label in enumerate(labels):
        total[label] += strength[node]
        size[label] += 1
    free = [label for label, number in enumerate(size) if number == 0]
    queue = rng.permutation(len(labels)).tolist()
    waits = [True] * len(labels)
    head = 0
    while head < len(queue):
        node = queue[head]
        head += 1
        waits[node] = False
        home, own = labels[node], strength[node]
        total[home] -= own
        size[home] -= 1
        links = _links(neighbours[node], labels)
        stay = links.get(home, 0.0) - rate * own * total[home]
        best, most = home, stay + TINY * max(own, 1.0)
        for label, weight in links.items():
            gain = weight - rate * own * total[label]
            if gain > most:
                best, most = label, gain
        if most < 0 and size[home]:  # better alone
            best = free.pop()
        elif size[home] == 0 and best != home:
            free.append(home)
        labels[node] = best
        total[best] += own
        size[best] += 1
        if best != home:
            for other in neighbours[node]:
                if not waits[other] and labels[other] != best:
                    waits[other] = True
                    queue.append(other)
    return labels


def _refine(
    neighbours: Neighbours,
    strength: list[float],
    labels: list[int],
    rate: float,
    rng: np.random.Generator,
) -> list[int]:
    """Merge single nodes within each community, well-connected with well-connected."""
    parts = list(range(len(labels)))
    total = list(strength)  # of each part
    size = [1] * len(labels)
    whole = [0.0] * len(labels)
    for node, label in enumerate(labels):
        whole[label] += strength[node]
    inner = [
        sum(weight for other, weight in weights.items() if labels[other] == labels[node])
        for node, weights in enumerate(neighbours)
    ]
    bound = list(inner)  # the weight between each part and the rest of its community
    for node in rng.permutation(len(labels)).tolist():
        own, rest = strength[node], whole[labels[node]]
        if size[parts[node]] > 1 or inner[node] < rate * own * (rest - own):
            continue
        links: dict[int, float] = {}
        for other, weight in neighbours[node].items():
            if labels[other] == labels[node]:
                links[parts[other]] = links.get(parts[other], 0.0) + weight
        options, gains = [], []
        for part, weight in links.items():
            gain = weight - rate * own * total[part]
            if gain >= 0 and bound[part] >= rate * total[part] * (rest - total[part]):
                options.append(part)
                gains.append(gain)
        if not options:
            continue
        part = _draw(options, np.array([0.0, *gains]) / max(own, TINY), rng)
        if part >= 0:
            size[parts[node]] = 0
            parts[node] = part
            size[part] += 1
            total[part] += own
            bound[part] += inner[node] - 2 * links[part]
    return parts


def _draw(options: list[int], gains: np.ndarray, rng: np.random.Generator) -> int:
    """Draw a part by its gain; -1, the first, is to stay alone."""
    odds = np.exp((gains - gains.max()) / RANDOMNESS).cumsum()
    place = int(np.searchsorted(odds, rng.random() * odds[-1], side="right"))
    return -1 if place == 0 else options[place - 1]


def _links(weights: dict[int, float], labels: list[int]) -> dict[int, float]:
    found: dict[int, float] = {}
    for other, weight in weights.items():
        found[labels[other]] = found.get(labels[other], 0.0) + weight
    return found


def _merge(
    neighbours: Neighbours, strength: list[float], parts: list[int], n_parts: int
) -> tuple[Neighbours, list[float]]:
    """Make each part one node; edges inside it count in its strength only."""
    merged: Neighbours = [{} for _ in range(n_parts)]
    total = [0.0] * n_parts
    for node, part in enumerate(parts):
        total[part] += strength[node]
        for other, weight in neighbours[node].items():
            far = parts[other]
            if far != part:
                merged[part][far] = merged[part].get(far, 0.0) + weight
    return merged, total


def _number(labels: list[int]) -> list[int]:
    """Renumber labels from 0 in the order in which they appear."""
    new: dict[int, int] = {}
    return [new.setdefault(label, len(new)) for label in labels]


def _split(neighbours: Neighbours, labels: list[int]) -> list[int]:
    """Part what does not hang together: modularity only grows."""
    found = [-1] * len(labels)
    n_found = 0
    for first in range(len(labels)):
        if found[first] >= 0:
            continue
        found[first], stack = n_found, [first]
        while stack:
            node = stack.pop()
            for other in neighbours[node]:
                if found[other] < 0 and labels[other] == labels[first]:
                    found[other] = n_found
                    stack.append(other)
        n_found += 1
    return found
