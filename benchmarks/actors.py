"""Speed of actor matching and co-occurrence, side by side with pyahocorasick and regexes.

    python -m benchmarks.actors FOLDER          # a folder of saudinewsnet zip files
    python -m benchmarks.actors                 # a synthetic corpus

Every comparison is made in one process, in turn, on the same texts, after the results were found
equal; printed are medians and ratios.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import ahocorasick
import numpy as np
import pandas as pd

import corpuskit as ck
from benchmarks.actors_data import make_actors, make_synthetic, read_zips
from corpuskit.actors.folding import fold, fold_terms, read_words
from corpuskit.actors.forms import attach_particles
from corpuskit.actors.gaps import joins_initials, joins_words

BREAK = " | "
FOLDED = (
    ("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652ـ", ""),
    ("أإآ", "ا"),
    ("ئ", "ي"),
    ("ؤ", "و"),
    ("ة", "ه"),
    ('،؛؟.:«»"()-', " "),
)
Spans = set[tuple[int, int, int]]


def time_of(call: Callable[[], object], repeat: int) -> float:
    """Return the median seconds of some calls."""
    seconds = []
    for _ in range(repeat):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def fold_documents(documents: pd.DataFrame, tokens: pd.DataFrame) -> list[str]:
    """Return each text as its folded words with one space, or a bar at punctuation, between."""
    words = np.array(fold_terms(tokens["term"].cat.categories.tolist()), dtype=object)
    terms = words[tokens["term"].cat.codes.to_numpy()].tolist()
    texts = documents["text"].tolist()
    starts, ends = tokens["start"].tolist(), tokens["end"].tolist()
    rows = tokens["doc_id"].cat.codes.tolist()
    parts: list[list[str]] = [[" "] for _ in texts]
    known: dict[tuple[str, bool], str] = {}
    before, last = -1, ""
    for at, (row, term) in enumerate(zip(rows, terms, strict=True)):
        if row == before:
            gap = texts[row][ends[at - 1] : starts[at]]
            # بي.بي.سي: between initials a full stop may stand.
            short = len(term) < 3 and len(last) < 5
            if (gap, short) not in known:
                joins = joins_initials(gap) if short else joins_words(gap)
                known[gap, short] = " " if joins else BREAK
            parts[row].append(known[gap, short])
        parts[row].append(term)
        last = term
        before = row
    return ["".join(part) + " " for part in parts]


def list_forms(names: list[str], *, clitics: bool) -> dict[str, int]:
    """Return every printed form of the names, with the number of the name.

    Ordinary words that look like particle and name (لصالح) are left out, and of two readings the
    one with the shorter particle is taken, as corpuskit does.
    """
    blocked = read_words("ordinary_names.csv") | read_words("particle_lookalikes.csv")
    forms: dict[str, tuple[int, int]] = {}
    for number, name in enumerate(names):
        first, _, rest = name.partition(" ")
        for word, attached in attach_particles(first).items():
            if attached and (not clitics or (not rest and word in blocked)):
                continue
            form = f"{word} {rest}" if rest else word
            if form not in forms or attached < forms[form][0]:
                forms[form] = (attached, number)
    return {form: number for form, (_, number) in forms.items()}


def fold_fast(texts: list[str]) -> list[str]:
    """Fold letters and drop marks and punctuation with the fewest passes over one long string.

    What a user of pyahocorasick would write who wants speed; rarer letters and signs are not
    folded. ``str.translate`` with the full table takes longer.
    """
    whole = "\n".join(texts)
    for chars, folded in FOLDED:
        for char in chars:
            whole = whole.replace(char, folded)
    return [f" {text} " for text in whole.split("\n")]


def build_automaton(forms: dict[str, int], *, padded: bool) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for form, number in forms.items():
        key = f" {form} " if padded else form
        automaton.add_word(key, (number, len(key)))
    automaton.make_automaton()
    return automaton


def match_expanded(
    texts: list[str], automaton: ahocorasick.Automaton
) -> list[tuple[int, int, int, int]]:
    """Return row, end, length and name of every hit of the padded forms."""
    hits = []
    for row, text in enumerate(texts):
        hits.extend((row, end, size, number) for end, (number, size) in automaton.iter(text))
    return hits


def match_checked(
    texts: list[str], automaton: ahocorasick.Automaton, particles: frozenset[str]
) -> list[tuple[int, int, int, int]]:
    """Return the hits of bare names whose surroundings are a boundary or a legal particle."""
    hits = []
    for row, text in enumerate(texts):
        for end, (number, size) in automaton.iter(text):
            if text[end + 1] != " ":
                continue
            begin = end - size + 1
            if text[text.rfind(" ", 0, begin) + 1 : begin] in particles:
                hits.append((row, end, size, number))
    return hits


def longest(
    hits: list[tuple[int, int, int, int]], texts: list[str], *, padded: bool
) -> Counter[str]:
    """Return how often each name wins, the longest of overlapping hits counted."""
    by_row: dict[int, list[tuple[int, int, int]]] = {}
    for row, end, size, number in hits:
        begin = end - size + 1
        if padded:
            by_row.setdefault(row, []).append((begin + 1, end, number))
        else:
            by_row.setdefault(row, []).append((begin, end + 1, number))
    counts: Counter[str] = Counter()
    for row, spans in by_row.items():
        text = texts[row]
        words = [(text.rfind(" ", 0, b + 1) + 1 if not padded else b, e, n) for b, e, n in spans]
        words.sort(key=lambda span: (-text.count(" ", span[0], span[1]), span[0]))
        kept: list[tuple[int, int]] = []
        for begin, end, number in words:
            if all(end <= b or begin >= e for b, e in kept):
                kept.append((begin, end))
                counts[str(number)] += 1
    return counts


def run_matching(documents: pd.DataFrame, n_aliases: int, repeat: int) -> None:
    tokens = ck.find_tokens(documents)
    actors = make_actors(tokens, n_aliases)
    names = [" ".join(re.findall(r"\w+", fold(name))) for name in actors["name_ar"]]
    texts = fold_documents(documents, tokens)

    def ours() -> pd.DataFrame:
        return ck.find_mentions(documents, actors, tokens=tokens, variants=False)

    forms = list_forms(names, clitics=True)
    mentions = ours()
    expanded = build_automaton(forms, padded=True)
    theirs = longest(match_expanded(texts, expanded), texts, padded=True)
    mine = Counter({str(k): v for k, v in mentions["actor_id"].cat.codes.value_counts().items()})
    differing = sum((mine - theirs).values()) + sum((theirs - mine).values())
    print(f"\n{n_aliases} aliases, {len(documents):,} articles, {len(tokens):,} tokens")
    print(
        f"  mentions {len(mentions):,}; pyahocorasick {sum(theirs.values()):,}; "
        f"differing {differing}"
    )

    seconds = {"corpuskit, tokens in hand": time_of(ours, repeat)}
    seconds["pyahocorasick, particles expanded"] = time_of(
        lambda: match_expanded(texts, build_automaton(forms, padded=True)), repeat
    )
    bare = list_forms(names, clitics=False)
    particles = frozenset(p[: -len("س")] for p in attach_particles("س")) | {""}
    seconds["pyahocorasick + check in Python"] = time_of(
        lambda: match_checked(texts, build_automaton(bare, padded=False), particles), repeat
    )
    seconds["from raw text: corpuskit"] = time_of(
        lambda: ck.find_mentions(documents, actors, variants=False), repeat
    )
    raw = [text.replace("\n", " ") for text in documents["text"].tolist()]
    seconds["from raw text: pyahocorasick"] = time_of(
        lambda: match_expanded(fold_fast(raw), build_automaton(forms, padded=True)), repeat
    )
    step = 50 if n_aliases <= 300 else 1000
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) + r")(?!\w)"
    )
    seconds[f"one regex (1 in {step} articles, times {step})"] = step * time_of(
        lambda: [pattern.findall(text) for text in texts[::step]], 1
    )
    base = seconds["corpuskit, tokens in hand"]
    for label, value in seconds.items():
        print(f"  {label:42s} {value:8.3f} s   {value / base:7.2f} x")


def run_conditions(documents: pd.DataFrame, repeat: int) -> None:
    """Print what judging ambiguous names by their context costs."""
    tokens = ck.find_tokens(documents)
    actors = ck.built_in_actors()
    cells = zip(actors["aliases"], actors["name_ar"], strict=True)
    names = [
        [alias for alias in f"{aliases}|{name}".split("|") if alias] for aliases, name in cells
    ]
    needs = ["|".join(f"{alias}: nothing" for alias in row) for row in names]
    free = actors.assign(needs=pd.array(needs, dtype="str"))
    print(f"\nbuilt-in table, {len(actors)} actors")
    for label, table in (("with default conditions", actors), ("without", free)):
        call = partial(ck.find_mentions, documents, table, tokens=tokens)
        print(f"  {label:25s} {len(call()):9,} mentions {time_of(call, repeat):8.3f} s")


def run_cooccurrence(documents: pd.DataFrame, n_actors: int, repeat: int) -> None:
    tokens = ck.find_tokens(documents)
    sentences = ck.find_units(documents, unit="sentence")
    actors = make_actors(tokens, n_actors)
    mentions = ck.find_mentions(documents, actors, tokens=tokens, variants=False)

    def count() -> pd.DataFrame:
        pairs = ck.count_cooccurrences(mentions, sentences)
        return ck.score_cooccurrences(pairs, mentions, sentences, n_resamples=0)

    pairs = count()
    print(f"\n{n_actors} actors, {len(mentions):,} mentions, {len(sentences):,} sentences")
    print(f"  {len(pairs):,} pairs, {int(pairs['n_units'].sum()):,} co-occurrences")
    print(f"  count and all scores  {time_of(count, repeat):8.3f} s")
    start = time.perf_counter()
    ck.score_cooccurrences(pairs, mentions, sentences, n_resamples=1000)
    print(f"  1,000 resamples       {time.perf_counter() - start:8.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--only", choices=["matching", "cooccurrence"])
    parser.add_argument("--aliases", type=int, nargs="*", default=[300, 5000])
    arguments = parser.parse_args()
    documents = read_zips(arguments.folder) if arguments.folder else make_synthetic(2000)
    if arguments.only != "cooccurrence":
        for n_aliases in arguments.aliases:
            run_matching(documents, n_aliases, arguments.repeat)
        run_conditions(documents, arguments.repeat)
    if arguments.only != "matching":
        run_cooccurrence(documents, 1000, arguments.repeat)


if __name__ == "__main__":
    main()
