"""Units of a fixed number of tokens."""

import numpy as np
import pandas as pd

from corpuskit.tables import TOKENS, check_table


def find_windows(tokens: pd.DataFrame, *, size: int = 50) -> pd.DataFrame:
    """Cut documents into windows of a fixed number of tokens.

    Parameters
    ----------
    tokens : DataFrame
        A tokens table.
    size : int, default 50
        Tokens a window. The last window of a document may be shorter.

    Returns
    -------
    DataFrame
        A units table with unit "window". Windows do not overlap, so that each mention counts
        once and tests of independence hold.

    Raises
    ------
    TableError
        If ``tokens`` breaks its contract.
    ValueError
        If ``size`` is under 2.

    Examples
    --------
    >>> from corpuskit.corpus.tokens import find_tokens
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "التقى لافروف وكيري في روما أمس"})
    >>> find_windows(find_tokens(documents), size=3)
      doc_id    unit  unit_index  start  end
    0      a  window           0      0   18
    1      a  window           1     19   30
    """
    check_table(tokens, TOKENS)
    if size < 2:
        message = f"size must be 2 or more tokens, got {size}."
        raise ValueError(message)
    ids = tokens["doc_id"].astype("category")
    codes = ids.cat.codes.to_numpy()
    n = len(codes)
    new = np.ones(n, np.bool_)
    new[1:] = codes[1:] != codes[:-1]
    firsts = np.flatnonzero(new)
    place = np.arange(n) - firsts[np.cumsum(new) - 1] if n else np.zeros(0, np.int64)
    first = np.flatnonzero(place % size == 0)
    last = np.append(first[1:], n) - 1 if n else first
    return pd.DataFrame(
        {
            "doc_id": ids.array.take(first),
            "unit": pd.Categorical.from_codes(np.zeros(len(first), np.int8), ["window"]),
            "unit_index": place[first] // size,
            "start": tokens["start"].to_numpy()[first],
            "end": tokens["end"].to_numpy()[last],
        }
    )
