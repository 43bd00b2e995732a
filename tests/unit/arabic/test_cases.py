"""Hand-written folding and token cases; written before the code ran on them."""

import csv
import re
from pathlib import Path

import pytest

from corpuskit.arabic.spelling import normalize
from corpuskit.arabic.tokenizer import tokenize

FOLDER = Path(__file__).parents[2] / "golden" / "arabic"


def read_cases(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{key: decode(value) for key, value in row.items()} for row in rows]


def decode(value: str) -> str:
    value = re.sub(r"\\u([0-9a-f]{4})", lambda hit: chr(int(hit[1], 16)), value)
    return value.replace(r"\n", "\n").replace(r"\t", "\t")


@pytest.mark.parametrize("case", read_cases("folding_cases.csv"), ids=lambda case: case["printed"])
def test_folding(case):
    assert normalize(case["printed"], case["preset"]) == case["expected"]


@pytest.mark.parametrize("case", read_cases("token_cases.csv"), ids=lambda case: case["text"])
def test_tokens(case):
    text = case["text"]
    found = tokenize([text])
    printed = [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]
    assert "|".join(printed) == case["printed"]
    assert "|".join(found.terms[code] for code in found.code) == case["terms"]


def test_there_are_enough_cases():
    assert len(read_cases("folding_cases.csv")) >= 80
    assert len(read_cases("token_cases.csv")) >= 80
