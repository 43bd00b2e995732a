"""Words: documents to a document-term matrix, and to tokens with offsets."""

from collections import Counter, defaultdict
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks.peers import (
    DELETED,
    DIGITS,
    ENTITY,
    RARE,
    TO_DIGIT,
    TOKEN,
    TOKEN_PATTERN,
    TOKEN_PATTERN_RE2,
    fold,
)
from benchmarks.registry import NotHereError, Task

_TOLERANCE = 0.001


def _spelling():
    from corpuskit.arabic.spelling import Spelling

    return Spelling(every_maqsura=True)


def _stop_words() -> frozenset[str]:
    """Return one set of stop words for all variants, in the common spelling."""
    from corpuskit.arabic.spelling import normalize
    from corpuskit.arabic.stopwords import stop_words

    return frozenset(normalize(word, _spelling()) for word in stop_words("news"))


def differ(ours: Any, theirs: Any) -> float:
    """Return the share of counted words by which two (matrix, terms) differ."""
    theirs = theirs["result"] if isinstance(theirs, dict) else theirs
    terms = sorted({*ours[1], *theirs[1]})
    place = {term: number for number, term in enumerate(terms)}
    first, second = (_spread(*pair, place) for pair in (ours, theirs))
    return float(abs(first - second).sum() / max(first.sum(), 1))


def _spread(matrix: Any, terms: Any, place: dict[str, int]) -> Any:
    cells = sparse.coo_array(matrix)
    columns = np.array([place[term] for term in terms])
    return sparse.csr_array(
        (cells.data.astype(np.int64), (cells.row, columns[cells.col])),
        shape=(matrix.shape[0], len(place)),
    )


MATRIX = Task(
    "matrix",
    "documents to document-term matrix: fold, cut, drop stop words, count (CSR)",
    compare=differ,
)


@MATRIX.variant("corpuskit ArabicVectorizer")
def ours():
    from corpuskit.words.vectorizer import ArabicVectorizer

    stopped = _stop_words()

    def run(texts):
        vectorizer = ArabicVectorizer(spelling=_spelling(), stop_words=stopped)
        matrix = vectorizer.fit_transform(texts)
        return matrix, list(vectorizer.vocabulary_)

    return run


@MATRIX.variant("corpuskit find_tokens + build_dtm")
def ours_by_tokens():
    import pandas as pd

    from corpuskit.corpus.tokens import find_tokens
    from corpuskit.words.dtm import build_dtm

    stopped = _stop_words()

    def run(texts):
        ids = pd.array([str(number) for number in range(len(texts))], dtype="str")
        documents = pd.DataFrame({"doc_id": ids, "text": pd.array(texts, dtype="str")})
        tokens = find_tokens(documents, spelling=_spelling())
        dtm = build_dtm(tokens, stop_words=stopped)
        return dtm.counts, dtm.terms.tolist()

    return run


@MATRIX.variant("scikit-learn CountVectorizer", needs=("sklearn",), tolerance=_TOLERANCE)
def scikit_learn():
    from sklearn.feature_extraction.text import CountVectorizer

    stopped = list(_stop_words())

    def run(texts):
        vectorizer = CountVectorizer(
            preprocessor=fold, token_pattern=TOKEN_PATTERN, stop_words=stopped
        )
        matrix = vectorizer.fit_transform(texts)
        return matrix, vectorizer.get_feature_names_out().tolist()

    return run


@MATRIX.variant("polars expressions", needs=("polars",), tolerance=_TOLERANCE)
def polars():
    import polars as pl

    stopped = sorted(_stop_words())
    plain = [("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ى", "ي"), ("ک", "ك"), ("ی", "ي")]
    plain += [(chr(code), digit) for code, digit in TO_DIGIT.items()]
    old, new = [list(side) for side in zip(*plain, strict=True)]

    def run(texts):
        frame = pl.DataFrame({"text": texts}).with_row_index("document")
        text = pl.col("text")
        rare = text.str.contains(RARE.pattern)
        text = (
            pl.when(rare)
            .then(text.str.replace_all(ENTITY.pattern, " ").str.normalize("NFKC"))
            .otherwise(text)
            .str.replace_many(old, new)
            .str.replace_all(DELETED.pattern, "")
            .str.to_lowercase()
        )
        tokens = (
            frame.select("document", text.str.extract_all(TOKEN_PATTERN_RE2).alias("term"))
            .explode("term")
            .drop_nulls("term")
            .filter(~pl.col("term").is_in(stopped))
        )
        counts = tokens.group_by("document", "term").len()
        terms = counts.select(pl.col("term").unique().sort())["term"]
        counts = counts.with_columns(
            pl.col("term").cast(pl.Enum(terms)).to_physical().alias("column")
        )
        matrix = sparse.coo_array(
            (
                counts["len"].to_numpy(),
                (counts["document"].to_numpy(), counts["column"].to_numpy()),
            ),
            shape=(len(texts), len(terms)),
        ).tocsr()
        matrix.sort_indices()
        return matrix, terms.to_list()

    return run


@MATRIX.variant("pandas + pyarabic", needs=("pyarabic",), tolerance=0.02)
def pandas_pyarabic():
    """Clean, split, drop stop words, count, as tutorials do; its splitter glues 1436 to ه."""
    import warnings

    import pandas as pd
    from sklearn.feature_extraction.text import CountVectorizer

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyarabic import araby
    stopped = _stop_words()

    def clean(text):
        if RARE.search(text):
            text = ENTITY.sub(" ", text)
        text = araby.strip_tatweel(araby.strip_tashkeel(text))
        text = araby.normalize_ligature(text)
        for letter in "أإآٱ":
            text = text.replace(letter, "ا")
        text = DELETED.sub("", text.replace("ى", "ي")).lower()
        return text.translate(TO_DIGIT) if DIGITS.search(text) else text

    def run(texts):
        frame = pd.DataFrame({"text": pd.Series(texts, dtype=object)})
        frame["clean"] = frame["text"].apply(clean)
        frame["words"] = frame["clean"].apply(
            lambda text: araby.tokenize(text, conditions=lambda word: TOKEN.fullmatch(word))
        )
        frame["words"] = frame["words"].apply(
            lambda words: [word for word in words if word not in stopped]
        )
        vectorizer = CountVectorizer(analyzer=lambda words: words)
        matrix = vectorizer.fit_transform(frame["words"])
        return matrix, vectorizer.get_feature_names_out().tolist()

    return run


@MATRIX.variant("gensim Dictionary + corpus2csc", needs=("gensim",), tolerance=_TOLERANCE)
def gensim():
    from gensim.corpora import Dictionary
    from gensim.matutils import corpus2csc

    stopped = _stop_words()

    def run(texts):
        words = [[w for w in TOKEN.findall(fold(text)) if w not in stopped] for text in texts]
        dictionary = Dictionary(words)
        bags = [dictionary.doc2bow(document) for document in words]
        matrix = corpus2csc(bags, num_terms=len(dictionary), dtype=np.int64).T.tocsr()
        return matrix, [dictionary[number] for number in range(len(dictionary))]

    return run


@MATRIX.variant("plain Python: findall, dict", tolerance=_TOLERANCE)
def plain_python():
    stopped = _stop_words()

    def run(texts):
        numbers = defaultdict()
        numbers.default_factory = numbers.__len__
        indptr, indices, data = [0], [], []
        for text in texts:
            counts = Counter(TOKEN.findall(fold(text)))
            for word, count in counts.items():
                if word not in stopped:
                    indices.append(numbers[word])
                    data.append(count)
            indptr.append(len(indices))
        shape = (len(texts), len(numbers))
        matrix = sparse.csr_array((np.array(data), np.array(indices), indptr), shape=shape)
        return matrix, list(numbers)

    return run


@MATRIX.variant("quanteda (R)", tolerance=0.02)
def quanteda():
    """Its own clock runs inside R, so that handing over the texts is not counted."""
    import json
    import shutil
    import subprocess
    import tempfile
    from pathlib import Path

    script = Path(__file__).with_name("quanteda.R")
    asked = 'quit(status = !all(sapply(c("quanteda", "jsonlite"), requireNamespace)))'
    if shutil.which("Rscript") is None:
        raise NotHereError("Rscript is not installed")
    if subprocess.run(["Rscript", "-e", asked], capture_output=True, check=False).returncode:
        raise NotHereError("the R packages quanteda and jsonlite are not installed")

    def run(texts):
        with tempfile.TemporaryDirectory() as folder:
            given, made = Path(folder) / "given.json", Path(folder) / "made.json"
            content = {"texts": texts, "stopped": sorted(_stop_words())}
            given.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
            subprocess.run(["Rscript", str(script), str(given), str(made)], check=True)
            found = json.loads(made.read_text(encoding="utf-8"))
        cells = (found["data"], (found["rows"], found["columns"]))
        matrix = sparse.csr_array(sparse.coo_array(cells, shape=found["shape"]))
        return {"seconds": found["seconds"], "result": (matrix, found["terms"])}

    return run


TOKENS = Task(
    "tokens",
    "documents to tokens with offsets and term numbers",
    prepare=lambda corpus: {
        "texts": corpus.texts,
        "bytes": [text.encode() for text in corpus.texts],
    },
    compare=lambda ours, theirs: float(abs(ours - theirs) / max(ours, 1)),
)


@TOKENS.variant("corpuskit tokenize")
def our_tokens():
    from corpuskit.arabic.tokenizer import tokenize

    return lambda data: len(tokenize(data["texts"], _spelling()).code)


@TOKENS.variant("corpuskit find_tokens (table)")
def our_table():
    import pandas as pd

    from corpuskit.corpus.tokens import find_tokens

    def run(data):
        texts = data["texts"]
        ids = pd.array([str(number) for number in range(len(texts))], dtype="str")
        documents = pd.DataFrame({"doc_id": ids, "text": pd.array(texts, dtype="str")})
        return len(find_tokens(documents, spelling=_spelling()))

    return run


@TOKENS.variant("re.finditer, dict", tolerance=_TOLERANCE)
def plain_tokens():
    """Offsets into the folded text only, so it does less than asked."""

    def run(data):
        numbers = defaultdict()
        numbers.default_factory = numbers.__len__
        starts, ends, codes = [], [], []
        for text in data["texts"]:
            for match in TOKEN.finditer(fold(text)):
                starts.append(match.start())
                ends.append(match.end())
                codes.append(numbers[match[0]])
        return len(np.array([starts, ends, codes]).T)

    return run


@TOKENS.variant("floor: decode the UTF-8", floor=True)
def decode_only():
    return lambda data: len([text.decode() for text in data["bytes"]])
