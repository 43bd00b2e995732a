"""The whole notebook: load, clean, matrix, 20 topics, a network of 38 actors, three figures.

Every run is a first use: imports are inside the clock. The usual way is what people write with
pandas, pyarabic, scikit-learn, networkx and matplotlib: a loop over sentences with one compiled
pattern an actor. Both ways read the same folder of zipped JSON, with whatever fields the corpus
has, and look for the 38 persons, organisations and states of ``endtoend_actors.csv``. Before any
clock runs, the results are compared: the articles read, the terms counted, the mentions, and the
edges of the network. They cannot be equal: corpuskit takes furniture out of the articles, knows
titles and attached particles, and cuts sentences at other marks than a split at stops.
"""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus
from benchmarks.peers import DELETED
from benchmarks.registry import Task

_ACTORS = Path(__file__).parent / "endtoend_actors.csv"
_N_TOPICS = 20
_N_TERMS = 10_000
_MIN_SENTENCES = 3
_IN_ONE_FILE = 2_000


def write_articles(corpus: Corpus) -> str:
    """Write the articles as archives of news have them: a zip with a JSON array for each day."""
    folder = Path(corpus.scratch) / f"articles-{len(corpus.texts)}"
    folder.mkdir()
    fields = corpus.fields or [{} for _ in corpus.texts]
    articles = [
        {"source": outlet, "url": f"article/{number}", **more, "content": text}
        for number, (text, outlet, more) in enumerate(
            zip(corpus.texts, corpus.outlets, fields, strict=True)
        )
    ]
    for first in range(0, len(articles), _IN_ONE_FILE):
        name = f"day-{first // _IN_ONE_FILE:03d}"
        data = json.dumps(articles[first : first + _IN_ONE_FILE], ensure_ascii=False)
        with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{name}.json", data)
    return str(folder)


def differ(ours: Any, theirs: Any) -> float:
    """Return the largest of the relative differences of what was read, counted and found.

    For the network it is the share of the co-occurrences on which the two do not agree.
    """
    shares = [
        abs(ours[key] - theirs[key]) / max(ours[key], 1)
        for key in ("articles", "terms", "mentions")
    ]
    pairs = {*ours["edges"], *theirs["edges"]}
    cells = [(ours["edges"].get(pair, 0), theirs["edges"].get(pair, 0)) for pair in pairs]
    disagreeing = sum(abs(one - other) for one, other in cells)
    shares.append(disagreeing / max(sum(max(cell) for cell in cells), 1))
    return max(shares)


ENDTOEND = Task(
    "endtoend",
    "load, clean, matrix, 20 topics, network of 38 actors, three figures; imports included",
    prepare=write_articles,
    compare=differ,
    warm=False,
    imports_inside=True,
)


def _analyse(documents: Any, folder: Path) -> dict[str, Any]:
    """Do all steps after loading with corpuskit."""
    import corpuskit as ck

    sentences = ck.find_units(documents, unit="sentence")
    tokens = ck.find_tokens(documents)
    dtm = ck.build_dtm(
        tokens, stop_words="news", min_documents=5, max_documents=0.5, max_terms=_N_TERMS
    )
    model = ck.fit_topics(dtm, n_topics=_N_TOPICS, random_state=0)
    topics = ck.describe_topics(model, dtm)
    shares = ck.topic_shares(model, dtm)
    actors = ck.read_actors(_ACTORS, ordinary="ignore")
    mentions = ck.find_mentions(documents, actors, tokens=tokens)
    pairs = ck.count_cooccurrences(mentions, sentences)
    network = ck.build_network(pairs, actors, min_units=_MIN_SENTENCES)
    shares = shares.merge(documents[["doc_id", "outlet"]].astype({"doc_id": "str"}), on="doc_id")
    by_outlet = shares.groupby(["outlet", "topic_id"], observed=True)["share"].mean().unstack()
    _draw(network, ck.plots.plot_network, folder / "network.png", labels="ar")
    _draw(topics, ck.plots.plot_topic_terms, folder / "topics.png", labels="ar")
    _heat(by_outlet, folder / "shares.png")
    return {
        "articles": len(documents),
        "terms": dtm.shape[1],
        "mentions": len(mentions),
        "edges": _edges_of(network, "n_units"),
    }


def _edges_of(network: Any, weight: str) -> dict[tuple[str, ...], int]:
    return {tuple(sorted(edge)): int(network.edges[edge][weight]) for edge in network.edges}


def _draw(table: Any, plot: Any, path: Path, **settings: Any) -> None:
    import matplotlib.pyplot as plt

    axes = plot(table, **settings)
    axes.figure.savefig(path, dpi=100)
    plt.close(axes.figure)


def _heat(table: Any, path: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 5), layout="constrained")
    axes = figure.add_subplot()
    axes.imshow(table.to_numpy(), aspect="auto")
    axes.set_yticks(range(len(table)), list(table.index))
    figure.savefig(path, dpi=100)


@ENDTOEND.variant("corpuskit")
def ours():
    def run(source):
        import matplotlib as mpl

        mpl.use("agg")
        import warnings

        import corpuskit as ck

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            documents = ck.read_corpus(source)
        return _analyse(documents, Path(source).parent)

    return run


def _load(source: str, columns: list[str] | None = None) -> Any:
    """Load the zipped JSON files into one table, as people do; only some columns if asked."""
    import pandas as pd

    frames = []
    for path in sorted(Path(source).glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                rows = json.loads(archive.read(name).decode("utf-8-sig"))
                frames.append(pd.DataFrame(rows, columns=columns))
    return pd.concat(frames, ignore_index=True)


@ENDTOEND.variant("corpuskit, table by pandas", tolerance=0.1)
def ours_from_frame():
    """Without reading the anatomy of each article: a documents table is a plain DataFrame."""

    def run(source):
        import matplotlib as mpl

        mpl.use("agg")

        frame = _load(source, ["url", "content", "source"])
        documents = frame.set_axis(["doc_id", "text", "outlet"], axis="columns")
        return _analyse(documents, Path(source).parent)

    return run


@ENDTOEND.variant(
    "pandas + pyarabic + scikit-learn + networkx", needs=("pyarabic",), tolerance=0.25
)
def usual():
    def run(source):
        import warnings
        from itertools import combinations

        import matplotlib as mpl

        mpl.use("agg")
        import matplotlib.pyplot as plt
        import networkx as nx
        import pandas as pd
        from sklearn.decomposition import NMF
        from sklearn.feature_extraction.text import TfidfVectorizer

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pyarabic import araby
        import arabicstopwords.arabicstopwords as stops

        def clean(text):
            text = araby.strip_tatweel(araby.strip_tashkeel(text))
            for letter in "أإآٱ":
                text = text.replace(letter, "ا")
            return DELETED.sub("", text.replace("ى", "ي"))

        frame = _load(source)
        frame["clean"] = frame["content"].apply(clean)
        stopped = sorted({clean(word) for word in stops.stopwords_list()})
        vectorizer = TfidfVectorizer(
            token_pattern=r"(?u)\b\w\w+\b",
            stop_words=stopped,
            min_df=5,
            max_df=0.5,
            max_features=_N_TERMS,
        )
        weights = vectorizer.fit_transform(frame["clean"])
        model = NMF(_N_TOPICS, init="nndsvda", random_state=0, max_iter=200)
        shares = model.fit_transform(weights)
        shares = shares / shares.sum(axis=1, keepdims=True).clip(min=1e-12)

        actors = pd.read_csv(_ACTORS, keep_default_na=False)
        patterns = {}
        for actor_id, aliases in zip(actors["actor_id"], actors["aliases"], strict=True):
            names = [clean(name) for name in aliases.split("|")]
            names += ["ل" + name[1:] for name in names if name.startswith("ال")]
            choice = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
            patterns[actor_id] = re.compile(rf"\b[وف]?[بلك]?(?:{choice})\b")
        n_mentions, pairs = 0, {}
        for text in frame["clean"]:
            for sentence in re.split(r"[.!؟\n]+", text):
                found = []
                for actor_id, pattern in patterns.items():
                    hits = len(pattern.findall(sentence))
                    if hits:
                        found.append(actor_id)
                        n_mentions += hits
                for pair in combinations(sorted(found), 2):
                    pairs[pair] = pairs.get(pair, 0) + 1
        network = nx.Graph()
        for (one, other), weight in pairs.items():
            if weight >= _MIN_SENTENCES:
                network.add_edge(one, other, weight=weight)

        folder = Path(source).parent
        figure, axes = plt.subplots(figsize=(9, 7))
        nx.draw_networkx(network, nx.spring_layout(network, seed=0), ax=axes)
        figure.savefig(folder / "network.png", dpi=100)
        terms = vectorizer.get_feature_names_out()
        figure, grid = plt.subplots(4, 5, figsize=(15, 10), layout="constrained")
        for axes, topic in zip(grid.ravel(), model.components_, strict=True):
            top = topic.argsort()[-8:]
            axes.barh([terms[i] for i in top], topic[top])
        figure.savefig(folder / "topics.png", dpi=100)
        table = pd.DataFrame(shares).groupby(frame["source"].to_numpy()).mean()
        _heat(table, folder / "shares.png")
        plt.close("all")
        return {
            "articles": len(frame),
            "terms": len(terms),
            "mentions": n_mentions,
            "edges": _edges_of(network, "weight"),
        }

    return run
