import numpy as np
import pandas as pd
import pytest

from corpuskit.errors import DataWarning, EmptyResultError, TableError
from corpuskit.topics.effects import estimate_topic_effects, estimate_topic_trends
from corpuskit.topics.groups import measure_topic_shares


def make_shares(values):
    """Two topics; the share of the first is given."""
    ids = [f"d{i}" for i in range(len(values))]
    frame = pd.DataFrame(
        {
            "doc_id": np.repeat(ids, 2),
            "unit_index": 0,
            "topic_id": [0, 1] * len(values),
            "weight": 1.0,
            "share": np.column_stack([values, 1 - np.asarray(values)]).ravel(),
        }
    )
    return frame.astype({"doc_id": "str"})


def make_documents(n, **columns):
    ids = pd.array([f"d{i}" for i in range(n)], dtype="str")
    return pd.DataFrame({"doc_id": ids, "text": pd.array([""] * n, dtype="str"), **columns})


def draw(n=60, effect=0.3, seed=0):
    random = np.random.default_rng(seed)
    outlet = np.arange(n) % 2
    values = np.clip(random.normal(0.3 + effect * outlet, 0.1), 0, 1)
    return make_shares(values), make_documents(n, outlet=np.where(outlet == 1, "ب", "أ"))


def test_estimate_is_the_difference_of_means():
    shares, documents = draw()
    table = estimate_topic_effects(shares, documents, formula="outlet", n_resamples=199)
    first = shares[shares["topic_id"] == 0]["share"].to_numpy()
    expected = (first[1::2].mean() - first[0::2].mean()) / 2
    row = table[(table["topic_id"] == 0) & (table["level"] == "ب")].iloc[0]
    assert row["estimate"] == pytest.approx(expected)
    assert row["low"] < expected < row["high"]
    assert row["verdict"] == "more"
    assert row["reference"] == "mean of 2"
    assert row["n_documents"] == 30


def test_reference_level():
    shares, documents = draw()
    table = estimate_topic_effects(shares, documents, reference="أ", n_resamples=199)
    assert table["level"].unique().tolist() == ["ب"]
    first = shares[shares["topic_id"] == 0]["share"].to_numpy()
    assert table["estimate"].iloc[0] == pytest.approx(first[1::2].mean() - first[0::2].mean())
    with pytest.raises(ValueError, match="reference='ج' is no level"):
        estimate_topic_effects(shares, documents, reference="ج")


def test_no_difference_is_undecided():
    shares, documents = draw(effect=0.0)
    table = estimate_topic_effects(shares, documents, n_resamples=199)
    assert (table["verdict"] == "undecided").all()


def test_interval_and_p_value_agree():
    shares, documents = draw(effect=0.05)
    table = estimate_topic_effects(shares, documents, correction=None, n_resamples=199)
    excludes = (table["low"] > 0) | (table["high"] < 0)
    assert (excludes == (table["p_value"] < 0.05)).all()


def test_confounded_time_is_held_equal():
    n = 200
    random = np.random.default_rng(1)
    day = np.sort(random.integers(0, 50, n))
    outlet = (day + random.normal(0, 10, n) > 25).astype(int)
    values = np.clip(0.2 + 0.01 * day + random.normal(0, 0.05, n), 0, 1)
    published = pd.Timestamp("2016-12-01") + pd.to_timedelta(day, unit="D")
    documents = make_documents(n, outlet=np.where(outlet == 1, "ب", "أ"), published=published)
    shares = make_shares(values)
    alone = estimate_topic_effects(shares, documents, formula="outlet", n_resamples=199)
    held = estimate_topic_effects(shares, documents, formula="outlet + published", n_resamples=199)
    smooth = estimate_topic_effects(
        shares, documents, formula="outlet + bs(published, df=4)", n_resamples=199
    )
    assert (alone["verdict"] != "undecided").all()
    for table in (held, smooth):
        outlets = table[table["variable"] == "outlet"]
        assert outlets["estimate"].abs().max() < 0.02
        time = table[(table["variable"] == "published") & (table["topic_id"] == 0)].iloc[0]
        assert time["verdict"] == "more"
        assert time["reference"] < time["level"]
        assert time["estimate"] == pytest.approx(
            0.01 * (np.quantile(day, 0.75) - np.quantile(day, 0.25)), rel=0.15
        )


def test_stories_widen_intervals():
    shares, documents = draw(n=60)
    # Each article ten times over: copies hold no news.
    copies = pd.concat(
        [shares.assign(doc_id=shares["doc_id"] + f"_{i}") for i in range(10)], ignore_index=True
    )
    many = pd.concat(
        [documents.assign(doc_id=documents["doc_id"] + f"_{i}") for i in range(10)],
        ignore_index=True,
    )
    stories = pd.DataFrame(
        {
            "doc_id": many["doc_id"],
            "story_id": many["doc_id"].str.split("_").str[0],
            "n_copies": 10,
            "weight": 0.1,
            "similarity": 1.0,
        }
    )
    settings = {"n_resamples": 299, "correction": None}
    once = estimate_topic_effects(shares, documents, **settings).iloc[0]
    naive = estimate_topic_effects(copies, many, **settings).iloc[0]
    wise = estimate_topic_effects(copies, many, stories=stories, **settings).iloc[0]
    width = {
        name: row["high"] - row["low"]
        for name, row in {"once": once, "naive": naive, "wise": wise}.items()
    }
    assert width["naive"] < 0.5 * width["once"]
    assert width["wise"] == pytest.approx(width["once"], rel=0.15)


def test_outlet_with_one_article_stays_undecided():
    shares, documents = draw(n=41)
    documents["outlet"] = ["ج", *documents["outlet"].tolist()[1:]]
    with pytest.warns(DataWarning, match="1 of 3 comparisons rest on fewer than 5"):
        table = estimate_topic_effects(shares, documents, n_resamples=199)
    rows = table[table["level"] == "ج"]
    assert rows["low"].isna().all()
    assert (rows["verdict"] == "undecided").all()
    assert rows["estimate"].notna().all()


def test_missing_covariates_are_told():
    shares, documents = draw()
    documents["outlet"] = documents["outlet"].astype(object)
    documents.loc[[3, 4], "outlet"] = None
    with pytest.warns(DataWarning, match="2 of 60 documents are left out.*'d3', 'd4'"):
        table = estimate_topic_effects(shares, documents, n_resamples=199)
    assert table["n_documents"].sum() == 2 * 58
    documents["outlet"] = None
    with pytest.raises(EmptyResultError), pytest.warns(DataWarning):
        estimate_topic_effects(shares, documents, n_resamples=199)


def test_confounded_design_is_undecided():
    shares, documents = draw()
    documents["agency"] = documents["outlet"] + "2"
    table = estimate_topic_effects(shares, documents, formula="outlet + agency", n_resamples=199)
    assert (table["verdict"] == "undecided").all()
    assert table["estimate"].isna().all()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"formula": "share ~ outlet"}, "right side only"),
        ({"formula": "1"}, "right side only"),
        ({"formula": "outlet +* x"}, "cannot be read"),
        ({"correction": "bonferroni"}, "correction"),
        ({"confidence": 1.0}, "confidence"),
        ({"n_resamples": 10}, "n_resamples"),
    ],
)
def test_bad_arguments(settings, message):
    shares, documents = draw()
    with pytest.raises(ValueError, match=message):
        estimate_topic_effects(shares, documents, **settings)


def test_bad_tables():
    shares, documents = draw()
    with pytest.raises(TableError, match="documents lacks 'section'"):
        estimate_topic_effects(shares, documents, formula="outlet + section")
    with pytest.raises(TableError, match="1 doc_id of the topic shares are not in documents"):
        estimate_topic_effects(shares, documents.iloc[1:])
    with pytest.raises(ValueError, match="one value only"):
        estimate_topic_effects(shares, documents.assign(outlet="أ"))
    with pytest.raises(ValueError, match="coefficients for 60 documents"):
        estimate_topic_effects(shares, documents.assign(outlet=documents["doc_id"]))
    with pytest.raises(EmptyResultError, match="empty"):
        estimate_topic_effects(shares.iloc[:0], documents)


def test_inputs_are_not_changed_and_runs_repeat():
    shares, documents = draw()
    before = shares.copy(), documents.copy()
    first, second = (
        estimate_topic_effects(shares, documents, n_resamples=99, random_state=1) for _ in range(2)
    )
    pd.testing.assert_frame_equal(first, second)
    pd.testing.assert_frame_equal(shares, before[0])
    pd.testing.assert_frame_equal(documents, before[1])


def test_trend_follows_the_truth():
    n = 400
    random = np.random.default_rng(2)
    day = random.integers(0, 60, n)
    truth = 0.4 + 0.2 * np.sin(day / 10)
    published = pd.Timestamp("2016-12-01") + pd.to_timedelta(day, unit="D")
    shares = make_shares(np.clip(truth + random.normal(0, 0.1, n), 0, 1))
    table = estimate_topic_trends(
        shares,
        make_documents(n, published=published),
        formula="bs(published, df=6)",
        n_points=25,
        n_resamples=199,
    )
    first = table[table["topic_id"] == 0]
    at = (first["published"] - pd.Timestamp("2016-12-01")) / pd.Timedelta(days=1)
    expected = 0.4 + 0.2 * np.sin(at / 10)
    assert first["share"].sub(expected).abs().max() < 0.05
    assert ((first["low"] <= expected) & (expected <= first["high"])).mean() > 0.8
    with pytest.raises(ValueError, match="must be a variable of formula"):
        estimate_topic_trends(shares, make_documents(n, published=published), over="outlet")


def test_group_shares_are_means_with_intervals():
    shares, documents = draw()
    table = measure_topic_shares(shares, documents, n_resamples=199)
    first = shares[shares["topic_id"] == 0]["share"].to_numpy()
    row = table[(table["topic_id"] == 0) & (table["outlet"] == "ب")].iloc[0]
    assert row["share"] == pytest.approx(first[1::2].mean())
    assert row["low"] < row["share"] < row["high"]
    assert row[["n_documents", "n_stories"]].tolist() == [30, 30]


def test_groups_of_days_and_weeks():
    shares, documents = draw()
    documents["published"] = pd.Timestamp("2016-12-05") + pd.to_timedelta(
        np.arange(60) % 14, unit="D"
    )
    with pytest.warns(DataWarning, match="10 of 14 groups have fewer than 5"):
        days = measure_topic_shares(shares, documents, by="published", n_resamples=99)
    assert days["low"].isna().sum() == 20
    weeks = measure_topic_shares(shares, documents, by="published", every="W", n_resamples=99)
    assert weeks["published"].unique().tolist() == [
        pd.Timestamp("2016-12-05"),
        pd.Timestamp("2016-12-12"),
    ]
    with pytest.raises(ValueError, match="every"):
        measure_topic_shares(shares, documents, by="published", every="lune")


def test_units_join_by_length():
    shares, documents = draw(n=20)
    halves = pd.concat([shares.assign(n_terms=30), shares.assign(n_terms=10, unit_index=1)])
    halves.loc[halves["unit_index"] == 1, "share"] = 0.5
    table = measure_topic_shares(halves, documents, n_resamples=99)
    whole = measure_topic_shares(shares, documents, n_resamples=99)
    np.testing.assert_allclose(table["share"], 0.75 * whole["share"] + 0.125)
