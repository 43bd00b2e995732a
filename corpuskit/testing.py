"""Builders of small valid tables, for our own tests and for those of our users."""

from collections.abc import Mapping

import pandas as pd


def make_documents(
    texts: Mapping[str, str], *, outlets: Mapping[str, str] | None = None, **columns: object
) -> pd.DataFrame:
    """Build a documents table from texts.

    Parameters
    ----------
    texts : mapping of str to str
        doc_id to text.
    outlets : mapping of str to str, optional
        doc_id to outlet; missing where it is not named.
    **columns : sequence or scalar
        Further columns, in the order of ``texts``.

    Returns
    -------
    DataFrame
        A documents table; ``raw`` equals ``text``, and ``published`` is missing unless given.

    Examples
    --------
    >>> make_documents({"a": "قال كيري"}, outlets={"a": "رويترز"})[["doc_id", "text", "outlet"]]
      doc_id      text  outlet
    0      a  قال كيري  رويترز
    """
    ids = list(texts)
    frame = pd.DataFrame(
        {
            "doc_id": pd.array(ids, dtype="str"),
            "text": pd.array(list(texts.values()), dtype="str"),
            "raw": pd.array(list(texts.values()), dtype="str"),
            "outlet": pd.Categorical([(outlets or {}).get(doc_id) for doc_id in ids]),
            "published": pd.to_datetime([None] * len(ids)),
        }
    )
    for name, values in columns.items():
        frame[name] = values
    return frame
