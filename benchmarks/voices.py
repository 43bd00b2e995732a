"""Speed and memory of speech and labels, at three sizes, so that growth shows.

    python -m benchmarks.voices FOLDER          # a folder of saudinewsnet zip files
    python -m benchmarks.voices                 # a synthetic corpus

No tool known to us finds Arabic reported speech, so there is no peer. Two floors stand beside it
in the same run: ``find_tokens``, and one regular expression that only marks quotations and the
forms of some verbs, without statements or speakers.
"""

import argparse
import re
import resource
import time
from pathlib import Path

import pandas as pd

import corpuskit as ck
from benchmarks.actors_data import make_synthetic, read_zips

SEEDS = Path(__file__).parents[1] / "seeds"
FLOOR = re.compile(
    r"«[^»]*»|\"[^\"]*\"|“[^”]*”"
    r"|\b[وف]?(?:قال|قالت|أكد|أكدت|أضاف|أضافت|أوضح|أوضحت|أشار|أشارت|أعلن|أعلنت|مؤكدا|مشيرا)\b"
)


def time_of(call) -> tuple[float, object]:
    """Return the processor seconds of a call, and its result."""
    start = time.process_time()
    result = call()
    return time.process_time() - start, result


def peak_memory() -> float:
    """Return the most memory that this process has held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(
    documents: pd.DataFrame, actors: pd.DataFrame, forms: pd.DataFrame
) -> dict[str, object]:
    """Time each step on some documents."""
    tokens_time, tokens = time_of(lambda: ck.find_tokens(documents))
    mentions = ck.find_mentions(documents, actors)
    before = peak_memory()
    speech_time, speech = time_of(lambda: ck.find_speech(documents, mentions, tokens=tokens))
    labels_time, labels = time_of(
        lambda: ck.find_labels(documents, forms, speech=speech, tokens=tokens)
    )
    after = peak_memory()
    naming_time, _ = time_of(lambda: ck.compare_naming(labels, documents, n_permutations=499))
    voice_time, _ = time_of(
        lambda: ck.measure_voice(speech, documents, tokens=tokens, n_resamples=199)
    )
    floor_time, _ = time_of(lambda: [len(FLOOR.findall(t)) for t in documents["text"].tolist()])
    both = speech_time + labels_time
    return {
        "documents": len(documents),
        "million characters": documents["text"].str.len().sum() / 1e6,
        "statements": len(speech),
        "labels": len(labels),
        "find_tokens s": tokens_time,
        "find_speech s": speech_time,
        "find_labels s": labels_time,
        "speech+labels s": both,
        "to find_tokens": both / tokens_time,
        "to a regex floor": both / floor_time,
        "compare_naming s": naming_time,
        "measure_voice s": voice_time,
        "added peak MiB": after - before,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    given = parser.parse_args()
    documents = read_zips(given.folder) if given.folder else make_synthetic(10_000)
    if "outlet" not in documents or documents["outlet"].isna().all():
        documents["outlet"] = pd.Categorical([f"outlet {i % 5}" for i in range(len(documents))])
    actors = ck.read_actors(SEEDS / "actors.csv", ordinary="ignore")
    forms = ck.read_labels(SEEDS / "labels.csv")
    sizes = sorted({len(documents) // 25, len(documents) // 5, len(documents)})
    ck.find_speech(documents.iloc[:100])
    rows = [measure(documents.iloc[:size], actors, forms) for size in sizes]
    print(pd.DataFrame(rows).set_index("documents").T.round(2).to_string())


if __name__ == "__main__":
    main()
