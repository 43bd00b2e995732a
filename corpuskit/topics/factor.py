"""The numerics of non-negative matrix factorisation: weighting, start, solver.

Everything here takes and returns arrays and draws no number that it was not handed. Callers hold
the linear algebra to one thread, so that the same input gives the same bytes.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.floating]
_TINY = 1e-12
_DENSE_CELLS = 4_000_000
_DENSE_SIDE = 1_000
_OVERSAMPLING = 10
_N_BLOCKS = 6
_ROWS_AT_ONCE = 4096


class Factors(NamedTuple):
    """What the solver found: ``X ~ weights.T @ components``.

    Attributes
    ----------
    weights : ndarray of shape (n_topics, n_units)
        How much of each topic each unit holds.
    components : ndarray of shape (n_topics, n_terms)
        How much of each term each topic holds.
    errors : list of float
        The objective after each pass, relative to the squared norm of X.
    """

    weights: Floats
    components: Floats
    errors: list[float]


def weigh_terms(counts: sparse.csr_array) -> NDArray[np.float64]:
    """Return for each term ``1 + ln((1 + n_units) / (1 + n_units that hold it))``."""
    n_units, n_terms = counts.shape
    columns = counts.indices if counts.data.all() else counts.indices[counts.data > 0]
    held = np.bincount(columns, minlength=n_terms)
    return np.asarray(1.0 + np.log((1.0 + n_units) / (1.0 + held)), dtype=np.float64)


def weigh_counts(
    counts: sparse.csr_array, term_weights: NDArray[np.float64], dtype: type = np.float32
) -> sparse.csr_array:
    """Return the square root of the counts times the term weights, each unit of length one.

    The square root keeps a word that one article repeats forty times from outweighing the rest
    of the article. The index arrays are shared with ``counts``.
    """
    data = np.sqrt(counts.data, dtype=dtype)
    data *= term_weights.astype(dtype)[counts.indices]
    weighted = sparse.csr_array((data, counts.indices, counts.indptr), shape=counts.shape)
    squares = sparse.csr_array((data * data, counts.indices, counts.indptr), shape=counts.shape)
    norms = np.sqrt(squares @ np.ones(counts.shape[1], dtype=dtype))
    norms[norms == 0] = 1
    data /= np.repeat(norms, np.diff(counts.indptr))
    return weighted


def find_subspace(
    X: sparse.csr_array, rank: int, random: np.random.RandomState
) -> tuple[Floats, Floats, Floats]:
    """Return the leading singular vectors: exactly if X is small, else by block Krylov.

    Parameters
    ----------
    X : csr_array of shape (n_units, n_terms)
        The weighted matrix.
    rank : int
        How many triplets to return, at most the shorter side of X.
    random : RandomState
        Draws the block from which the Krylov space grows; not used if X is small.

    Returns
    -------
    left : ndarray of shape (n_units, rank)
        Left singular vectors.
    values : ndarray of shape (rank,)
        Singular values, falling.
    right : ndarray of shape (rank, n_terms)
        Right singular vectors.

    Notes
    -----
    C. Musco and C. Musco, "Randomized block Krylov methods for stronger and faster approximate
    singular value decomposition", NeurIPS 2015. Six products with ``X'X`` bring the leading
    vectors close enough to the true ones that the random block hardly matters.
    """
    n_units, n_terms = X.shape
    if min(n_units, n_terms) <= _DENSE_SIDE and n_units * n_terms <= _DENSE_CELLS:
        left, values, right = np.linalg.svd(X.toarray().astype(np.float64), full_matrices=False)
        return (
            left[:, :rank].astype(X.dtype),
            values[:rank],
            right[:rank].astype(X.dtype),
        )
    width = min(rank + _OVERSAMPLING, n_units, n_terms)
    block = np.linalg.qr(random.standard_normal((n_terms, width)).astype(X.dtype))[0]
    blocks = [block]
    for _ in range(_N_BLOCKS):
        block = X.T @ (X @ block)
        for _ in range(2):  # once leaves rounding errors behind, all of it where X has low rank
            for other in blocks:
                block -= other @ (other.T @ block)
            block = np.linalg.qr(block)[0]
        blocks.append(block)
    basis = np.hstack(blocks)
    blocks.clear()
    squares, turn = np.linalg.eigh(_project_gram(X, basis))
    keep = np.argsort(-squares, kind="stable")[:rank]
    values = np.sqrt(np.maximum(squares[keep], 0.0))
    right = basis @ turn[:, keep].astype(X.dtype)
    left = (X @ np.ascontiguousarray(right)) / np.maximum(values, _TINY).astype(X.dtype)
    return left, values, right.T


def _project_gram(X: sparse.csr_array, basis: Floats) -> NDArray[np.float64]:
    """Return ``basis' X' X basis``, a few thousand rows of X at a time."""
    gram = np.zeros((basis.shape[1], basis.shape[1]))
    for first in range(0, X.shape[0], _ROWS_AT_ONCE):
        bounds = X.indptr[first : first + _ROWS_AT_ONCE + 1]
        at = slice(bounds[0], bounds[-1])
        shape = (len(bounds) - 1, X.shape[1])
        rows = sparse.csr_array((X.data[at], X.indices[at], bounds - bounds[0]), shape=shape)
        image = rows @ basis
        gram += image.T @ image
    return gram


def start_from_subspace(left: Floats, values: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Turn singular triplets into a non-negative start (NNDSVD).

    Returns
    -------
    weights : ndarray of shape (rank, n_units)
        Start of the units' side.
    components : ndarray of shape (rank, n_terms)
        Start of the terms' side.

    Notes
    -----
    C. Boutsidis and E. Gallopoulos, "SVD based initialization: a head start for nonnegative
    matrix factorization", Pattern Recognition 41 (2008). Of each pair of singular vectors the
    sign with the larger non-negative part is kept, so the arbitrary sign of the vectors does not
    matter.
    """
    weights = np.zeros((len(values), left.shape[0]), dtype=left.dtype)
    components = np.zeros((len(values), right.shape[1]), dtype=right.dtype)
    for j, value in enumerate(values):
        pairs = [
            (np.maximum(sign * left[:, j], 0), np.maximum(sign * right[j], 0)) for sign in (1, -1)
        ]
        norms = [(float(np.linalg.norm(u)), float(np.linalg.norm(v))) for u, v in pairs]
        best = 0 if norms[0][0] * norms[0][1] >= norms[1][0] * norms[1][1] else 1
        (u, v), (u_norm, v_norm) = pairs[best], norms[best]
        scale = np.sqrt(value * u_norm * v_norm)
        weights[j] = u * (scale / max(u_norm, _TINY))
        components[j] = v * (scale / max(v_norm, _TINY))
    return weights, components


def sweep(factor: Floats, target: Floats, gram: Floats, n_sweeps: int) -> None:
    """Improve each row of ``factor`` in turn, in place, its partner held fixed (HALS).

    Parameters
    ----------
    factor : ndarray of shape (n_topics, n)
        What is improved; stays non-negative.
    target : ndarray of shape (n_topics, n)
        The partner times the data.
    gram : ndarray of shape (n_topics, n_topics)
        The partner times itself.
    n_sweeps : int
        How often all rows are visited.

    Notes
    -----
    A. Cichocki and A.-H. Phan, "Fast local algorithms for large scale nonnegative matrix and
    tensor factorizations", IEICE Trans. Fundamentals E92-A (2009).
    """
    for _ in range(n_sweeps):
        for j in range(len(factor)):
            if gram[j, j] > _TINY:
                row = factor[j]
                row += (target[j] - gram[j] @ factor) / gram[j, j]
                np.maximum(row, 0, out=row)


def solve_factors(
    X: sparse.csr_array,
    weights: Floats,
    components: Floats,
    *,
    max_iter: int,
    tol: float,
    anchors: Floats | None = None,
    pull: float = 0.0,
) -> Factors:
    """Factorise by alternating passes over units and terms.

    Parameters
    ----------
    X : csr_array of shape (n_units, n_terms)
        The weighted matrix.
    weights, components : ndarray of shape (n_topics, n_units) and (n_topics, n_terms)
        The start; not changed.
    max_iter : int
        Most passes.
    tol : float
        Stop when a pass lowers the objective by less than this share of its first value.
    anchors : ndarray of shape (n_topics, n_terms), optional
        For named topics, the direction of their keywords (rows of length one); zero rows are
        free.
    pull : float, default 0.0
        Weight of the anchors against the data.

    Returns
    -------
    Factors
        Both sides, and the objective after each pass.
    """
    weights, components = weights.copy(), components.copy()
    size = max(float(np.sum(np.square(X.data, dtype=np.float64))), _TINY)
    errors: list[float] = []
    target: Floats
    for _ in range(max_iter):
        target = np.ascontiguousarray((X @ np.ascontiguousarray(components.T)).T)
        sweep(weights, target, components @ components.T, 2)
        gram: Floats = weights @ weights.T
        target = np.ascontiguousarray((X.T @ np.ascontiguousarray(weights.T)).T)
        if anchors is not None:
            target, gram = _pull_to_anchors(target, gram, components, anchors, pull)
        sweep(components, target, gram, 2)
        cross = float(np.sum(target * components, dtype=np.float64))
        inner = float(np.sum((components @ components.T) * gram, dtype=np.float64))
        errors.append((size - 2 * cross + inner) / size)
        if len(errors) > 1 and abs(errors[-2] - errors[-1]) <= tol * abs(errors[0]):
            break
    return Factors(weights, components, errors)


def _pull_to_anchors(
    target: Floats, gram: Floats, components: Floats, anchors: Floats, pull: float
) -> tuple[Floats, Floats]:
    """Add to the normal equations the squared distance of named topics from their anchors."""
    named = anchors.any(axis=1)
    strength = (pull * np.diag(gram) * named).astype(target.dtype)
    lengths = np.linalg.norm(components, axis=1).astype(target.dtype)
    return target + (strength * lengths)[:, None] * anchors, gram + np.diag(strength)


def estimate_term_shares(
    counts: sparse.csr_array, weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the share of each term in each topic that explains the plain counts best.

    Parameters
    ----------
    counts : csr_array of shape (n_units, n_terms)
        Plain counts.
    weights : ndarray of shape (n_units, n_topics)
        How much of each topic each unit holds, in any measure.

    Returns
    -------
    ndarray of shape (n_topics, n_terms)
        Non-negative least squares of counts on lengths times shares of topics, each unit weighted
        by one over its length, as a Poisson count asks; rows sum to 1.
    """
    lengths = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel()
    shares = weights / np.maximum(weights.sum(axis=1, keepdims=True), _TINY)
    light = sparse.csr_array(
        (counts.data.astype(np.float32), counts.indices, counts.indptr), shape=counts.shape
    )
    target = np.asarray(light.T @ np.ascontiguousarray(shares, dtype=np.float32), dtype=np.float64)
    found = solve_weights(target, shares.T @ (shares * lengths[:, None]), max_sweeps=200, tol=1e-5)
    return np.asarray((found / np.maximum(found.sum(axis=0), _TINY)).T)


def estimate_topic_counts(
    counts: sparse.csr_array, term_shares: NDArray[np.float64], expected: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how many words of each unit come from each topic.

    Parameters
    ----------
    counts : csr_array of shape (n_units, n_terms)
        Plain counts.
    term_shares : ndarray of shape (n_topics, n_terms)
        Share of each term in each topic.
    expected : ndarray of shape (n_terms,)
        Share of each term in the corpus, the variance of its count: a term counts by one over it
        (Pearson's chi-squared).

    Returns
    -------
    ndarray of shape (n_units, n_topics)
        Non-negative weighted least squares, each unit by itself.
    """
    precision = np.divide(1.0, expected, out=np.zeros_like(expected), where=expected > 0)
    scaled = term_shares * precision
    target = np.asarray(counts @ np.ascontiguousarray(scaled.T))
    return solve_weights(target, scaled @ term_shares.T, max_sweeps=200, tol=1e-4)


def solve_weights(
    target: NDArray[np.float64], gram: NDArray[np.float64], *, max_sweeps: int, tol: float
) -> NDArray[np.float64]:
    """Find non-negative weights of units at fixed topics, each unit by itself.

    Parameters
    ----------
    target : ndarray of shape (n_units, n_topics)
        Data times topics.
    gram : ndarray of shape (n_topics, n_topics)
        Topics times topics.
    max_sweeps : int
        Most visits to each topic.
    tol : float
        A unit is done when no weight moves by more than this share of its largest.

    Returns
    -------
    ndarray of shape (n_units, n_topics)
        The weights. A unit's row does not depend on which other units stand beside it.
    """
    n_units, n_topics = target.shape
    found = np.zeros((n_units, n_topics))
    open_rows = np.arange(n_units)
    goal: Floats = target.T.copy()
    current: Floats = np.zeros((n_topics, n_units))
    for done in range(0, max_sweeps, 5):
        sweep(current, goal, gram, 4)
        before = current.copy()
        sweep(current, goal, gram, 1)
        moved = np.abs(current - before).max(axis=0)
        closed = moved <= tol * current.max(axis=0)
        if done + 5 >= max_sweeps:
            closed[:] = True
        found[open_rows[closed]] = current[:, closed].T
        open_rows = open_rows[~closed]
        if not len(open_rows):
            break
        goal, current = goal[:, ~closed].copy(), current[:, ~closed].copy()
    return found
