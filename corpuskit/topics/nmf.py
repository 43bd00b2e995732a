"""Our topic model: non-negative matrix factorisation of weighted counts, free or seeded."""

from collections.abc import Mapping, Sequence
from numbers import Integral, Real
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils import check_random_state
from sklearn.utils._param_validation import Interval, StrOptions
from sklearn.utils.validation import check_is_fitted, check_non_negative, validate_data
from threadpoolctl import threadpool_limits

from corpuskit.topics.factor import (
    Factors,
    Floats,
    estimate_term_shares,
    estimate_topic_counts,
    find_subspace,
    solve_factors,
    start_from_subspace,
    weigh_counts,
    weigh_terms,
)

_TINY = 1e-12
_SMOOTHING = 5.0


class TopicNMF(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):
    """Topics as non-negative factors of the weighted counts of terms in units.

    Parameters
    ----------
    n_topics : int, default 10
        Number of topics, the named ones included.
    keywords : mapping of str to sequence of int, default None
        Named topics: name to column numbers of the terms that the topic must be about. They
        become the first topics, in this order; the others stay free.
    pull : float, default 2.0
        How strongly a named topic is held to its keywords against what the data say.
    start : {"svd", "random"}, default "svd"
        Where the search starts. From the singular vectors, the result hardly depends on
        ``random_state``; from random numbers it does, which is what a check of stability needs.
    max_iter : int, default 200
        Most passes over the data.
    tol : float, default 1e-5
        Stop when a pass lowers the objective by less than this share of its first value.
    random_state : int, RandomState or None, default None
        The number that fixes chance.

    Attributes
    ----------
    components_ : ndarray of shape (n_topics, n_terms)
        Weight of each term in each topic, by which terms are ranked:
        ``sqrt(share * sqrt(exclusivity)) * term_weight``, where exclusivity is the term's share in
        this topic divided by its shares in all, smoothed by five words. Named topics come first,
        in their order; the free ones follow from the largest to the smallest.
    term_shares_ : ndarray of shape (n_topics, n_terms)
        Share of each term among the words of a topic; rows sum to 1.
    term_weights_ : ndarray of shape (n_terms,)
        What the square root of a count is multiplied with: 1 + ln((1 + n) / (1 + d)), where d of
        n units hold the term.
    expected_ : ndarray of shape (n_terms,)
        Share of each term among all words.
    topic_names_ : list of str or None
        Name of each named topic, None for free ones.
    reconstruction_err_ : float
        Objective at the end, relative to the squared norm of the weighted matrix.
    n_iter_ : int
        Passes done.
    n_features_in_ : int
        Number of terms.

    Notes
    -----
    Three steps. (1) Least squares ``|X - W H|^2`` over non-negative W (units by topics) and H
    (topics by terms), X the square roots of the counts times ``term_weights_``, each unit scaled
    to length one, by hierarchical alternating least squares (Cichocki and Phan 2009) from a start
    of singular vectors (NNDSVD, Boutsidis and Gallopoulos 2008): rare, telling words decide what
    the topics are. (2) ``term_shares_`` are the non-negative least squares of the plain counts on
    the topics' shares of W. (3) ``transform`` fits each unit's counts by ``term_shares_``, a term
    weighted by one over its expected share (Pearson), so that a weight is a number of words and a
    share a share of words. The linear algebra runs on one thread: the same input gives the same
    bytes.

    Examples
    --------
    >>> import numpy as np
    >>> counts = np.array([[3, 2, 0, 0], [2, 4, 0, 0], [0, 0, 3, 1], [0, 0, 2, 2]])
    >>> model = TopicNMF(n_topics=2, random_state=0).fit(counts)
    >>> model.transform(counts).round(1)
    array([[5., 0.],
           [6., 0.],
           [0., 4.],
           [0., 4.]])
    """

    def __init__(
        self,
        n_topics: int = 10,
        *,
        keywords: Mapping[str, Sequence[int]] | None = None,
        pull: float = 2.0,
        start: Literal["svd", "random"] = "svd",
        max_iter: int = 200,
        tol: float = 1e-5,
        random_state: int | np.random.RandomState | None = None,
    ) -> None:
        self.n_topics = n_topics
        self.keywords = keywords
        self.pull = pull
        self.start = start
        self.max_iter = max_iter
        self.tol = tol
        self.random_state = random_state

    _parameter_constraints: dict[str, list[Any]] = {  # noqa: RUF012
        "n_topics": [Interval(Integral, 1, None, closed="left")],
        "keywords": [Mapping, None],
        "pull": [Interval(Real, 0, None, closed="left")],
        "start": [StrOptions({"svd", "random"})],
        "max_iter": [Interval(Integral, 1, None, closed="left")],
        "tol": [Interval(Real, 0, None, closed="left")],
        "random_state": ["random_state"],
    }

    def fit(self, X: Any, y: Any = None) -> Self:  # noqa: ARG002
        """Find the topics.

        Parameters
        ----------
        X : array-like or sparse matrix of shape (n_units, n_terms)
            Counts.
        y : None
            Ignored.

        Returns
        -------
        TopicNMF
            This object, fitted.

        Raises
        ------
        ValueError
            If X has a negative or missing cell, or a keyword is no column of X.
        """
        self._validate_params()
        counts = self._check_counts(X, reset=True)
        seeds = self._check_keywords(counts.shape[1])
        random = check_random_state(self.random_state)
        with threadpool_limits(1):
            self.term_weights_ = weigh_terms(counts)
            weighted = weigh_counts(counts, self.term_weights_)
            weights, components, anchors = self._find_start(weighted, seeds, random)
            factors = solve_factors(
                weighted,
                weights,
                components,
                max_iter=self.max_iter,
                tol=self.tol,
                anchors=anchors,
                pull=self.pull,
            )
            names = list(self.keywords or {})
            order = _order_by_size(factors, len(names))
            found = factors.weights[order].astype(np.float64)
            found *= factors.components[order].sum(axis=1, keepdims=True, dtype=np.float64)
            del weighted, weights, components
            self.term_shares_ = estimate_term_shares(counts, found.T)
        totals = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
        n_words = float(totals.sum())
        self.expected_ = totals / max(n_words, _TINY)
        self.components_ = _weigh_topic_terms(self.term_shares_, self.term_weights_, n_words)
        self.topic_names_ = [*names, *[None] * (self.n_topics - len(names))]
        self.reconstruction_err_ = factors.errors[-1]
        self.n_iter_ = len(factors.errors)
        return self

    def transform(self, X: Any) -> NDArray[np.floating]:
        """Return how much of each topic each unit holds.

        Parameters
        ----------
        X : array-like or sparse matrix of shape (n_units, n_terms)
            Counts.

        Returns
        -------
        ndarray of shape (n_units, n_topics)
            Number of words from each topic; each unit is fitted by itself. Divided by their sum
            they are shares.
        """
        check_is_fitted(self)
        counts = self._check_counts(X, reset=False)
        with threadpool_limits(1):
            weights = estimate_topic_counts(counts, self.term_shares_, self.expected_)
        return weights.astype(np.float32) if _dtype_of(X) == np.float32 else weights

    def _check_counts(self, X: Any, *, reset: bool) -> sparse.csr_array:
        checked = validate_data(
            self, X, accept_sparse="csr", dtype=[np.float64, np.float32, np.int64], reset=reset
        )
        check_non_negative(checked, "TopicNMF")
        return sparse.csr_array(checked)

    def _check_keywords(self, n_terms: int) -> list[NDArray[np.int64]]:
        if not self.keywords:
            return []
        if len(self.keywords) > self.n_topics:
            message = (
                f"keywords name {len(self.keywords)} topics, but n_topics is {self.n_topics}. "
                "Ask for at least as many topics as you name."
            )
            raise ValueError(message)
        seeds = []
        for name, columns in self.keywords.items():
            seed = np.asarray(list(columns), dtype=np.int64)
            if not len(seed) or seed.min() < 0 or seed.max() >= n_terms:
                message = (
                    f"keywords[{name!r}] must be column numbers from 0 to {n_terms - 1}, got "
                    f"{list(columns)!r}. fit_topics() makes them from words."
                )
                raise ValueError(message)
            seeds.append(np.unique(seed))
        return seeds

    def _find_start(
        self, X: sparse.csr_array, seeds: list[NDArray[np.int64]], random: np.random.RandomState
    ) -> tuple[Floats, Floats, Floats | None]:
        n_units, n_terms = X.shape
        n_free = self.n_topics - len(seeds)
        # Rows that no singular vector fills start from small random numbers.
        weights = np.abs(random.standard_normal((n_free, n_units))).astype(X.dtype)
        components = np.abs(random.standard_normal((n_free, n_terms))).astype(X.dtype)
        weights *= X.dtype.type(np.sqrt(X.sum() / max(n_units * n_terms * self.n_topics, 1)))
        components *= X.dtype.type(np.sqrt(X.sum() / max(n_units * n_terms * self.n_topics, 1)))
        rest = X
        named_weights, named, anchors = _start_named(X, seeds, self.n_topics)
        if seeds:
            left_over = np.maximum(1 - named_weights.sum(axis=0), 0).astype(X.dtype)
            rest = sparse.csr_array(sparse.diags_array(left_over) @ X)
        if self.start == "svd" and n_free:
            rank = min(n_free, n_units, n_terms)
            weights[:rank], components[:rank] = start_from_subspace(
                *find_subspace(rest, rank, random)
            )
        return np.vstack([named_weights, weights]), np.vstack([named, components]), anchors

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        tags.transformer_tags.preserves_dtype = ["float64", "float32"]
        return tags

    @property
    def _n_features_out(self) -> int:
        return int(self.components_.shape[0])


def _weigh_topic_terms(
    shares: NDArray[np.float64], term_weights: NDArray[np.float64], n_words: float
) -> NDArray[np.float64]:
    """Return shares damped and weighted as counts are, raised where the term is exclusive.

    Exclusivity is smoothed by five words in each topic, so that a few occurrences prove nothing.
    """
    words = shares * (n_words / len(shares)) + _SMOOTHING
    exclusive = words / words.sum(axis=0)
    return np.asarray(np.sqrt(shares * np.sqrt(exclusive)) * term_weights)


def _order_by_size(factors: Factors, n_named: int) -> NDArray[np.int64]:
    sizes = factors.weights.sum(axis=1, dtype=np.float64) * factors.components.sum(
        axis=1, dtype=np.float64
    )
    free = np.argsort(-sizes[n_named:], kind="stable") + n_named
    return np.concatenate([np.arange(n_named), free])


def _start_named(
    X: sparse.csr_array, seeds: list[NDArray[np.int64]], n_topics: int
) -> tuple[Floats, Floats, Floats | None]:
    """Start named topics from the units that hold their keywords."""
    n_units, n_terms = X.shape
    weights = np.zeros((len(seeds), n_units), dtype=X.dtype)
    components = np.zeros((len(seeds), n_terms), dtype=X.dtype)
    if not seeds:
        return weights, components, None
    anchors = np.zeros((n_topics, n_terms), dtype=X.dtype)
    overall = np.asarray(X.mean(axis=0)).ravel()
    columns = X.tocsc()
    for j, seed in enumerate(seeds):
        strength = np.asarray(columns[:, seed].sum(axis=1)).ravel().astype(X.dtype)
        weights[j] = strength / max(float(strength.max(initial=0)), _TINY)
        typical = (X.T @ weights[j]) / max(float(weights[j].sum()), _TINY)
        components[j] = np.maximum(typical - overall, 0)
        anchors[j, seed] = 1 / np.sqrt(len(seed))
    return weights, components, anchors


def _dtype_of(X: Any) -> Any:
    return getattr(X, "dtype", None)
