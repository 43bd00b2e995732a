"""A vectorizer for scikit-learn that reads Arabic at the speed of the compiled pass."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn import get_config
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.utils._param_validation import StrOptions
from sklearn.utils.validation import check_is_fitted

from corpuskit.arabic.spelling import Spelling, normalize, resolve_spelling
from corpuskit.arabic.stopwords import resolve_stop_words
from corpuskit.arabic.tokenizer import count_terms, tokenize
from corpuskit.words.coding import PairCounter
from corpuskit.words.columns import Parts, assemble_rows, choose_columns
from corpuskit.words.ngrams import join_ngrams

_NOT_OURS = ("strip_accents", "preprocessor", "tokenizer", "token_pattern")


class ArabicVectorizer(CountVectorizer):
    """Turn Arabic texts into a matrix of counts or of TF-IDF weights.

    It takes the place of ``CountVectorizer`` and ``TfidfVectorizer``: the same parameters, the
    same methods, the same kind of matrix, and Arabic words as they should be: vocalised words
    stay whole, spellings are folded, names are not stopped. By default it counts; with
    ``use_idf=True, norm="l2"`` it is a ``TfidfVectorizer``.

    Parameters
    ----------
    spelling : {"light", "standard", "search"} or Spelling, default "standard"
        How terms are written; see :class:`corpuskit.arabic.spelling.Spelling`.
    stop_words : str or iterable of str, optional
        The name of a list ("news", "function", ...) or your own words, in any spelling.
    ngram_range : (int, int), default (1, 1)
        Shortest and longest run of words that is a term, after stop words are taken out.
    max_df, min_df : int or float, default 1.0 and 1
        A term is kept if the number of documents that hold it lies in this range; whole numbers
        are documents, floats are shares of all.
    max_features : int, optional
        Keep only this many terms, those with the highest totals; ties go to the lesser name.
    vocabulary : mapping or iterable, optional
        The terms to count, in the spelling of the terms; not learned then.
    binary : bool, default False
        Whether all counts over 0 are set to 1.
    use_idf : bool, default False
        Whether counts are multiplied by inverse document frequency.
    norm : {"l1", "l2"}, optional
        Scale each row to this length.
    smooth_idf, sublinear_tf : bool, default True and False
        As in ``TfidfVectorizer``; they do something only with ``use_idf`` or ``norm``.
    lowercase : bool, default True
        Whether Latin letters are lower-cased, if the spelling does so.
    analyzer : {"word", "char", "char_wb"} or callable, default "word"
        As in ``CountVectorizer``. All but "word" take scikit-learn's way, with our spelling.
    strip_accents, preprocessor, tokenizer, token_pattern : optional
        As in ``CountVectorizer``. Giving one of them takes scikit-learn's way.
    input, encoding, decode_error : str, default "content", "utf-8", "strict"
        As in ``CountVectorizer``.
    dtype : type, default numpy.int64
        Type of the counts; weights are float64 unless a floating type is given.

    Attributes
    ----------
    vocabulary_ : dict
        Terms to columns.
    fixed_vocabulary_ : bool
        Whether the vocabulary was given.
    idf_ : ndarray of shape (n_features,)
        Inverse document frequencies, with ``use_idf`` only.

    See Also
    --------
    corpuskit.build_dtm : Counts by unit, with labels.

    Notes
    -----
    The documents are read in blocks by the compiled pass, which sums the counts of a document
    while it reads: no list of tokens is ever made. n-grams take a second step over the numbers of
    the words.

    Examples
    --------
    >>> vectorizer = ArabicVectorizer(stop_words="news")
    >>> counts = vectorizer.fit_transform(["قال كيرى إن الهُدنةَ صامدة", "كيري: الهدنة"])
    >>> vectorizer.get_feature_names_out().tolist()
    ['الهدنة', 'صامدة', 'كيري']
    >>> counts.toarray().tolist()
    [[1, 1, 1], [1, 0, 1]]
    """

    _parameter_constraints: ClassVar[dict[str, list[Any]]] = {
        **CountVectorizer._parameter_constraints,
        "spelling": [str, Spelling],
        "stop_words": [str, "array-like", set, frozenset, None],
        "token_pattern": [str, None],
        "use_idf": ["boolean"],
        "smooth_idf": ["boolean"],
        "sublinear_tf": ["boolean"],
        "norm": [StrOptions({"l1", "l2"}), None],
    }

    def __init__(
        self,
        *,
        spelling: str | Spelling = "standard",
        input: str = "content",
        encoding: str = "utf-8",
        decode_error: str = "strict",
        strip_accents: Any = None,
        lowercase: bool = True,
        preprocessor: Any = None,
        tokenizer: Any = None,
        stop_words: str | Iterable[str] | None = None,
        token_pattern: str | None = None,
        ngram_range: tuple[int, int] = (1, 1),
        analyzer: Any = "word",
        max_df: float = 1.0,
        min_df: float = 1,
        max_features: int | None = None,
        vocabulary: Mapping[str, int] | Iterable[str] | None = None,
        binary: bool = False,
        dtype: Any = np.int64,
        use_idf: bool = False,
        norm: str | None = None,
        smooth_idf: bool = True,
        sublinear_tf: bool = False,
    ) -> None:
        super().__init__(
            input=input,
            encoding=encoding,
            decode_error=decode_error,
            strip_accents=strip_accents,
            lowercase=lowercase,
            preprocessor=preprocessor,
            tokenizer=tokenizer,
            stop_words=stop_words,
            token_pattern=token_pattern,
            ngram_range=ngram_range,
            analyzer=analyzer,
            max_df=max_df,
            min_df=min_df,
            max_features=max_features,
            vocabulary=vocabulary,
            binary=binary,
            dtype=dtype,
        )
        self.spelling = spelling
        self.use_idf = use_idf
        self.norm = norm
        self.smooth_idf = smooth_idf
        self.sublinear_tf = sublinear_tf

    def fit(self, raw_documents: Iterable[Any], y: Any = None) -> Self:  # noqa: ARG002
        """Learn the vocabulary, and the document frequencies with ``use_idf``.

        Parameters
        ----------
        raw_documents : iterable of str
            The texts.
        y : None
            Ignored.

        Returns
        -------
        ArabicVectorizer
            The same object.
        """
        self.fit_transform(raw_documents)
        return self

    def fit_transform(self, raw_documents: Iterable[Any], y: Any = None) -> Any:  # noqa: ARG002
        """Learn the vocabulary and return the matrix.

        Parameters
        ----------
        raw_documents : iterable of str
            The texts.
        y : None
            Ignored.

        Returns
        -------
        sparse matrix of shape (n_documents, n_features)
            Counts or weights.

        Raises
        ------
        ValueError
            If the documents are one string, or no term is left.
        """
        if not self._is_ours():
            counts = super().fit_transform(raw_documents)
            return self._learn_weights(counts)
        _refuse_string(raw_documents)
        self._validate_params()
        self._validate_ngram_range()
        self._validate_vocabulary()
        if self.fixed_vocabulary_:
            return self._learn_weights(self._count_known(raw_documents))
        return self._learn_weights(self._count_new(raw_documents))

    def transform(self, raw_documents: Iterable[Any]) -> Any:
        """Return the matrix of texts with the vocabulary learned or given.

        Parameters
        ----------
        raw_documents : iterable of str
            The texts.

        Returns
        -------
        sparse matrix of shape (n_documents, n_features)
            Counts or weights.

        Raises
        ------
        ValueError
            If the documents are one string.
        sklearn.exceptions.NotFittedError
            If there is no vocabulary yet, or, with ``use_idf``, no document frequencies.
        """
        _refuse_string(raw_documents)
        self._check_vocabulary()
        if self.use_idf:
            check_is_fitted(self, "_weights")
        if self._is_ours():
            counts = self._count_known(raw_documents)
        else:
            counts = super().transform(raw_documents)
        return self._weigh(counts)

    @property
    def idf_(self) -> Any:
        """Inverse document frequencies of the terms."""
        if not self.use_idf:
            message = "idf_ exists only with use_idf=True."
            raise AttributeError(message)
        check_is_fitted(self, "_weights")
        return self._weights.idf_

    def get_stop_words(self) -> frozenset[str] | None:
        """Return the words that are left out, in the spelling of the terms.

        Returns
        -------
        frozenset of str or None
            None if no word is left out.
        """
        if self.stop_words is None:
            return None
        spelling = self._spelling()
        if not isinstance(self.stop_words, str):
            words = list(self.stop_words)
            return frozenset(normalize(_check_word(word), spelling) for word in words)
        named = resolve_stop_words(self.stop_words)
        if spelling == resolve_spelling("standard"):
            return named
        return frozenset(normalize(word, spelling) for word in named)

    def build_preprocessor(self) -> Any:
        """Return the function that writes a text in the spelling of the terms."""
        inherited = super().build_preprocessor()
        if self.preprocessor is not None:
            return inherited
        spelling = self._spelling()
        return lambda text: normalize(inherited(text) if self.strip_accents else text, spelling)

    def build_tokenizer(self) -> Any:
        """Return the function that cuts a text into terms."""
        if self.tokenizer is not None or self.token_pattern is not None:
            return super().build_tokenizer()
        return self._cut

    def build_analyzer(self) -> Any:
        """Return the function that turns a document into the list of its terms."""
        if not self._is_ours():
            return super().build_analyzer()
        stopped = self.get_stop_words()
        return lambda document: self._word_ngrams(self._cut(self._decode(document)), stopped)

    def _cut(self, text: str) -> list[str]:
        found = tokenize([text], self._spelling())
        return [found.terms[code] for code in found.code.tolist()]

    def _is_ours(self) -> bool:
        """Whether the compiled pass can do all that is asked."""
        given = any(getattr(self, name) is not None for name in _NOT_OURS)
        return isinstance(self.analyzer, str) and self.analyzer == "word" and not given

    def _spelling(self) -> Spelling:
        spelling = resolve_spelling(self.spelling)
        return spelling if self.lowercase or not spelling.case else replace(spelling, case=False)

    def _decode(self, document: Any) -> str:
        text = self.decode(document)
        if not isinstance(text, str):
            message = (
                f"{text!r} is an invalid document: expected a string or bytes, got "
                f"{type(text).__name__}. Drop or fill missing texts first."
            )
            raise ValueError(message)
        return text

    def _iterate(self, raw_documents: Iterable[Any]) -> Iterator[str]:
        plain = self.input == "content"
        for document in raw_documents:
            yield document if plain and type(document) is str else self._decode(document)

    def _count(self, raw_documents: Iterable[Any]) -> tuple[Parts, list[str]]:
        """Return the counts of the terms, rows unsorted, and their names."""
        texts = self._iterate(raw_documents)
        stopped = sorted(self.get_stop_words() or ())
        if tuple(self.ngram_range) == (1, 1):
            found = count_terms(texts, self._spelling(), ignore=stopped)
            return (found.indptr, found.indices, found.counts), found.terms
        cut = tokenize(texts, self._spelling())
        names = pd.Index(cut.terms, dtype=object)
        kept = ~np.asarray(names.isin(stopped), dtype=bool)[cut.code]
        rows, terms, runs = join_ngrams(
            cut.document[kept].astype(np.int64),
            cut.code[kept].astype(np.int64),
            names,
            np.zeros(len(names), dtype=bool),
            *self.ngram_range,
        )
        counts = PairCounter(rows, terms, (len(cut.n_each), len(runs))).build()
        return (counts.indptr, counts.indices, counts.data), runs.tolist()

    def _count_new(self, raw_documents: Iterable[Any]) -> Any:
        """Learn the vocabulary; return the counts."""
        parts, terms = self._count(raw_documents)
        kept = choose_columns(parts, terms, self.min_df, self.max_df, self.max_features)
        names = np.array(terms, dtype=object)[kept].tolist()
        self.vocabulary_ = dict(zip(names, range(len(names)), strict=True))
        rank = np.full(len(terms), -1, dtype=np.int32)
        rank[kept] = np.arange(len(kept), dtype=np.int32)
        del terms
        return self._finish(assemble_rows(parts, rank, len(names)))

    def _count_known(self, raw_documents: Iterable[Any]) -> Any:
        """Return the counts of the terms of the vocabulary."""
        parts, terms = self._count(raw_documents)
        known = self.vocabulary_
        rank = np.array([known.get(term, -1) for term in terms], dtype=np.int32)
        return self._finish(assemble_rows(parts, rank, len(known)))

    def _finish(self, matrix: sparse.csr_array) -> Any:
        """Return the matrix of the type and kind that is asked for."""
        if self.binary:
            matrix.data.fill(1)
        matrix = matrix.astype(self.dtype)
        kind = get_config().get("sparse_interface", "spmatrix")
        return matrix if kind == "sparray" else sparse.csr_matrix(matrix)

    def _learn_weights(self, counts: Any) -> Any:
        if self.use_idf:
            self._weights = self._make_weights().fit(counts)
        return self._weigh(counts)

    def _make_weights(self) -> TfidfTransformer:
        return TfidfTransformer(
            norm=self.norm,
            use_idf=self.use_idf,
            smooth_idf=self.smooth_idf,
            sublinear_tf=self.sublinear_tf,
        )

    def _weigh(self, counts: Any) -> Any:
        if self.use_idf:
            return self._weights.transform(counts)
        if self.norm is not None:
            return self._make_weights().fit(counts).transform(counts)
        return counts


def _check_word(word: object) -> str:
    if not isinstance(word, str):
        message = f"stop words must be strings, got {word!r}."
        raise ValueError(message)
    return word


def _refuse_string(raw_documents: object) -> None:
    if isinstance(raw_documents, str):
        message = "Iterable over raw text documents expected, string object received."
        raise ValueError(message)
