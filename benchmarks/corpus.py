"""The texts that are measured on: a corpus given by path, or a synthetic one."""

import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_WITH_CLITICS = ("و", "ال", "وال", "بال", "لل", "ب", "ل")
_TEXT_KEYS = ("content", "text", "body")
_OUTLET_KEYS = ("source", "outlet")


@dataclass(frozen=True)
class Corpus:
    """Texts with their outlets.

    Parameters
    ----------
    texts : list of str
        The articles.
    outlets : list of str
        The outlet of each; empty where unknown.
    path : str or None
        The folder that they came from.
    scratch : str
        A folder that lasts as long as the task, for what a task must write to disk.
    fields : list of dict
        The other fields of each article, as its file has them; empty where there are none.
    """

    texts: list[str]
    outlets: list[str]
    path: str | None = None
    scratch: str = ""
    fields: list[dict[str, str]] = field(default_factory=list)

    def documents(self):
        """Return them as a documents table."""
        from corpuskit.testing import make_documents

        ids = [f"d{number:07d}" for number in range(len(self.texts))]
        outlets = dict(zip(ids, self.outlets, strict=True))
        return make_documents(dict(zip(ids, self.texts, strict=True)), outlets=outlets)

    def sample(self, size: int) -> "Corpus":
        """Return that many articles, in their order, the same ones each time."""
        if size >= len(self.texts):
            return self
        chosen = np.random.default_rng(7).choice(len(self.texts), size, replace=False)
        chosen = np.sort(chosen).tolist()
        return Corpus(
            [self.texts[i] for i in chosen],
            [self.outlets[i] for i in chosen],
            self.path,
            fields=[self.fields[i] for i in chosen] if self.fields else [],
        )


def read(path: str) -> Corpus:
    """Read a folder of JSON arrays, zipped JSON arrays, or plain text files.

    An article's text is under content, text or body; its outlet under source or outlet.
    """
    folder = Path(path)
    texts, outlets, fields = [], [], []
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                names = sorted(name for name in archive.namelist() if name.endswith(".json"))
                found = [json.loads(archive.read(name).decode("utf-8-sig")) for name in names]
        elif file.suffix == ".json":
            found = [json.loads(file.read_text(encoding="utf-8-sig"))]
        elif file.suffix == ".txt":
            found = [[{"text": file.read_text(encoding="utf-8-sig")}]]
        else:
            continue
        for articles in found:
            for article in articles:
                texts.append(_first(article, _TEXT_KEYS))
                outlets.append(_first(article, _OUTLET_KEYS))
                known = {*_TEXT_KEYS, *_OUTLET_KEYS}
                fields.append({key: article[key] for key in article if key not in known})
    if not texts:
        message = f"no articles in {path}: expected .json, .zip of .json, or .txt files."
        raise SystemExit(message)
    return Corpus(texts, outlets, str(folder), fields=fields)


def generate(size: int, *, random_state: int = 0) -> Corpus:
    """Make articles of Arabic-looking words, as frequent as words in news are.

    Zipf's law with some 300,000 types; log-normal lengths around 280 words; clitics, vowel signs
    on one word in a hundred, tatweel, hamza and alef variants, digits, punctuation, paragraphs.
    """
    rng = np.random.default_rng(random_state)
    n_types = 60_000
    lengths = rng.integers(2, 8, n_types)
    drawn = rng.integers(0, len(_LETTERS), (n_types, 8))
    stems = ["".join(_LETTERS[c] for c in row[:n]) for row, n in zip(drawn, lengths, strict=True)]
    rank_weight = 1.0 / np.arange(2, n_types + 2) ** 1.05
    chance = np.cumsum(rank_weight / rank_weight.sum())
    texts = []
    for n_words in np.clip(rng.lognormal(5.4, 0.7, size), 20, 4000).astype(int).tolist():
        numbers = np.searchsorted(chance, rng.random(n_words)).clip(max=n_types - 1)
        words = [stems[number] for number in numbers.tolist()]
        texts.append(_dress(words, rng))
    outlets = [f"outlet{number}" for number in rng.integers(0, 14, size).tolist()]
    return Corpus(texts, outlets)


def _dress(words: list[str], rng: np.random.Generator) -> str:
    """Give words clitics, marks and punctuation and join them to a text."""
    kinds = rng.random(len(words))
    picks = rng.integers(0, 1 << 30, len(words)).tolist()
    pieces = []
    for word, kind, pick in zip(words, kinds.tolist(), picks, strict=True):
        if kind < 0.30:
            word = _WITH_CLITICS[pick % len(_WITH_CLITICS)] + word
        elif kind < 0.31:
            word = "".join(letter + _MARKS[(pick >> i) % 8] for i, letter in enumerate(word))
        elif kind < 0.32:
            word = word[0] + "ـ" + word[1:]
        elif kind < 0.38:
            word = "أإآ"[pick % 3] + word
        elif kind < 0.40:
            word = word + "ى"
        elif kind < 0.42:
            word = str(pick % 3000)
        pieces.append(word + ("، " if kind > 0.97 else ".\n" if kind > 0.95 else " "))
    return "".join(pieces)


def _first(article: dict, keys: tuple[str, ...]) -> str:
    return next((str(article[key]) for key in keys if article.get(key)), "")
