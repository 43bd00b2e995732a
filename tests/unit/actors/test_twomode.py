import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.testing import make_documents

TEXTS = {f"a{at}": "التقى وكيري هدنة في موسكو" for at in range(8)}
TEXTS.update({f"b{at}": "معارك عنيفة هدنة"[: 12 if at else 16] for at in range(8)})
DOCUMENTS = make_documents(TEXTS)
ACTORS = ck.read_actors(
    pd.DataFrame(
        {
            "actor_id": ["kerry"],
            "kind": ["person"],
            "name_en": ["Kerry"],
            "name_ar": ["جون كيري"],
            "aliases": ["كيري"],
        }
    )
)


def count(**options):
    tokens = ck.find_tokens(DOCUMENTS)
    units = ck.find_units(DOCUMENTS, unit="document")
    mentions = ck.find_mentions(DOCUMENTS, ACTORS, tokens=tokens)
    return ck.count_actor_terms(mentions, tokens, units, **options)


def test_terms_of_an_actor_are_counted_without_the_name_and_stop_words():
    pairs = count()
    rows = {row.term: (row.n_units, row.n_actor, row.n_term) for row in pairs.itertuples()}
    assert rows["هدنة"] == (8, 8, 9)
    assert "وكيري" not in rows
    assert "في" not in rows
    assert (pairs["p_value"] <= pairs["p_adjusted"]).all()


def test_chosen_terms_only():
    assert set(count(terms=["هدنة"])["term"]) == {"هدنة"}
    assert len(count(min_units=9)) == 0
    with pytest.raises(ValueError, match="min_units"):
        count(min_units=0)


def test_two_mode_network_is_bipartite():
    network = ck.build_two_mode_network(count(), ACTORS)
    assert network.nodes["kerry"]["bipartite"] == 0
    assert network.nodes["term:هدنة"]["kind"] == "term"
    assert all(("term:" in a) != ("term:" in b) for a, b in network.edges)
    assert len(ck.build_two_mode_network(count(), n_terms=1).edges) == 1
    with pytest.raises(ck.TableError, match="count_actor_terms"):
        ck.build_two_mode_network(ACTORS)
    with pytest.raises(ValueError, match="alpha"):
        ck.build_two_mode_network(count(), alpha=0)
