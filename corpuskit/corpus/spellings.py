"""From a counted term back to how the articles print it."""

import pandas as pd

from corpuskit.arabic.forms import change_form
from corpuskit.arabic.spelling import normalize
from corpuskit.errors import TableError
from corpuskit.tables import DOCUMENTS, TOKENS, check_table


def count_spellings(
    tokens: pd.DataFrame, documents: pd.DataFrame, *, terms: pd.Series | pd.Index | None = None
) -> pd.DataFrame:
    """Count the printed spellings behind each term.

    Parameters
    ----------
    tokens : DataFrame
        Tokens, from :func:`~corpuskit.find_tokens`.
    documents : DataFrame
        The documents that the tokens were found in.
    terms : Series or Index of str, optional
        Only these terms; all by default, which reads every word again.

    Returns
    -------
    DataFrame
        One row a term and spelling: term, printed, n (times printed so), by term, the commonest
        spelling first, ties by spelling. Vowel marks and stretching are kept as printed.

    Raises
    ------
    TableError
        If a table breaks its contract, or a token's document is not there.

    Examples
    --------
    >>> import corpuskit as ck
    >>> documents = ck.testing.make_documents({"a": "الإرهاب والارهاب، الإرهاب"})
    >>> tokens = ck.find_tokens(documents)
    >>> count_spellings(tokens, documents, terms=tokens["term"].head(1))
          term  printed  n
    0  الارهاب  الإرهاب  2
    """
    check_table(tokens, TOKENS)
    check_table(documents, DOCUMENTS)
    if terms is not None:
        tokens = tokens[tokens["term"].isin(pd.Index(terms).unique())]
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    ids = tokens["doc_id"].astype(str).tolist()
    unknown = sorted(set(ids) - texts.keys())
    if unknown:
        message = f"documents lack doc_id {unknown[0]!r}, which tokens point to."
        raise TableError(message)
    starts, ends = tokens["start"].tolist(), tokens["end"].tolist()
    printed = [texts[i][a:b] for i, a, b in zip(ids, starts, ends, strict=True)]
    spelled = pd.DataFrame({"term": tokens["term"].astype("str").to_numpy(), "printed": printed})
    spelled["printed"] = spelled["printed"].astype("str")
    counts = spelled.value_counts(["term", "printed"], sort=False).rename("n").reset_index()
    return counts.sort_values(
        ["term", "n", "printed"], ascending=[True, False, True], ignore_index=True
    )


def add_spelling(
    table: pd.DataFrame, tokens: pd.DataFrame, documents: pd.DataFrame
) -> pd.DataFrame:
    """Add to each term how the articles print it most often.

    Terms are counted in one normalised spelling (الارهاب); a figure should show the printed one
    (الإرهاب). Pictures show the column ``printed`` where a table has it.

    Parameters
    ----------
    table : DataFrame
        Any table with a column term, such as that of ``describe_topics`` or ``measure_keyness``.
    tokens : DataFrame
        The tokens that the terms were counted from.
    documents : DataFrame
        The documents that the tokens were found in.

    Returns
    -------
    DataFrame
        The same rows with one column more, printed. A term of several words, or one that is not
        among the tokens, is printed as it is. A stem or a lemma is printed without attached
        particles: as it stands alone if it does, else what is left of بتقديم without ب.

    Raises
    ------
    TableError
        If a table breaks its contract, or has no column term.

    Examples
    --------
    >>> import pandas as pd
    >>> import corpuskit as ck
    >>> documents = ck.testing.make_documents({"a": "محاربة الإرهاب"})
    >>> table = pd.DataFrame({"term": ["الارهاب"], "n": [1]})
    >>> add_spelling(table, ck.find_tokens(documents), documents)
          term  n  printed
    0  الارهاب  1  الإرهاب
    """
    if "term" not in table:
        message = f"The table has no column term (has: {', '.join(map(str, table.columns))})."
        raise TableError(message)
    terms = table["term"].astype("str")
    spellings = count_spellings(tokens, documents, terms=terms)
    bare = _cut_particles(spellings)
    bare = bare.groupby(["term", "rank", "printed"], sort=False)["n"].sum().reset_index()
    order = ["term", "rank", "n", "printed"]
    bare = bare.sort_values(order, ascending=[True, True, False, True])
    commonest = bare.drop_duplicates("term").set_index("term")["printed"]
    return table.assign(printed=terms.map(commonest).fillna(terms).astype("str"))


def _cut_particles(spellings: pd.DataFrame) -> pd.DataFrame:
    """Cut what is attached before a term, and rank: the term alone, the term cut out, the rest."""
    folded = _fold(spellings["printed"])
    terms = _fold(spellings["term"])
    other = [n for n, (one, term) in enumerate(zip(folded, terms, strict=True)) if one != term]
    printed, rank = spellings["printed"].tolist(), [0] * len(spellings)
    words = [normalize(printed[n]) for n in other]
    counts = dict(zip(words, spellings["n"].iloc[other].tolist(), strict=True))
    stems = dict(
        zip(counts, change_form(list(counts), [*counts.values()], form="stem"), strict=True)
    )
    for n, word in zip(other, words, strict=True):
        rest = _find_suffix(printed[n], spellings["term"].iloc[n])
        rank[n] = 1 if rest else 2
        printed[n] = rest or _find_suffix(printed[n], stems[word]) or printed[n]
    return spellings.assign(printed=printed, rank=rank)


def _find_suffix(printed: str, wanted: str) -> str:
    """Return the end of a printed word that is spelled like the wanted one, or nothing."""
    for cut in range(len(printed)):
        # Never a vowel mark first: it belongs to the letter before.
        if normalize(printed[cut]) and normalize(printed[cut:]) == wanted:
            return printed[cut:]
    return ""


def _fold(words: pd.Series) -> list[str]:
    return normalize("\n".join(words), "search").split("\n") if len(words) else []
