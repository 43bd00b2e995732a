import io
import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError, SkipTestWarning
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks
from sklearn.utils._param_validation import InvalidParameterError
from sklearn.utils.estimator_checks import parametrize_with_checks

from corpuskit.words.vectorizer import ArabicVectorizer

TEXTS = [
    "قالَ كيرى إنّ الهدنة صامدة في حلب",
    "لافروف: الهُدنة في حلب، الهدنة فقط!",
    "",
    "Kerry وكيري في جنيف 2016 و F16",
    "حلب حلب حلب",
]


ESTIMATORS = [ArabicVectorizer(), ArabicVectorizer(use_idf=True, norm="l2")]
with warnings.catch_warnings():
    # Checks that feed numbers are skipped for estimators of texts, scikit-learn's own included.
    warnings.simplefilter("ignore", SkipTestWarning)
    with_checks = parametrize_with_checks(ESTIMATORS)


@with_checks
def test_scikit_learn_checks(estimator, check):
    check(estimator)


@pytest.mark.parametrize("estimator", ESTIMATORS)
@pytest.mark.parametrize(
    "check",
    [
        estimator_checks.check_estimator_cloneable,
        estimator_checks.check_estimator_repr,
        estimator_checks.check_estimator_tags_renamed,
        estimator_checks.check_mixin_order,
        estimator_checks.check_no_attributes_set_in_init,
        estimator_checks.check_parameters_default_constructible,
        estimator_checks.check_get_params_invariance,
        estimator_checks.check_set_params,
        estimator_checks.check_valid_tag_types,
    ],
    ids=lambda check: check.__name__,
)
def test_scikit_learn_checks_without_data(estimator, check):
    check("ArabicVectorizer", clone(estimator))


def analyse(text):
    return ArabicVectorizer().build_analyzer()(text)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"min_df": 2},
        {"max_df": 0.5},
        {"max_features": 3},
        {"binary": True},
        {"dtype": np.float32},
        {"vocabulary": ["حلب", "الهدنة", "غائب"]},
        {"vocabulary": {"حلب": 1, "كيري": 0}},
    ],
)
def test_equals_count_vectorizer_on_the_same_words(settings):
    ours = ArabicVectorizer(**settings)
    theirs = CountVectorizer(analyzer=analyse, **settings)
    first, second = ours.fit_transform(TEXTS), theirs.fit_transform(TEXTS)
    assert type(first) is type(second)
    assert first.dtype == second.dtype
    assert first.has_sorted_indices
    assert ours.get_feature_names_out().tolist() == theirs.get_feature_names_out().tolist()
    assert first.toarray().tolist() == second.toarray().tolist()
    other = ["كيري في حلب حلب", "شيء جديد"]
    assert ours.transform(other).toarray().tolist() == theirs.transform(other).toarray().tolist()
    assert ours.inverse_transform(first)[4].tolist() == theirs.inverse_transform(second)[4].tolist()


@pytest.mark.parametrize("settings", [{}, {"sublinear_tf": True}, {"smooth_idf": False}])
def test_equals_tfidf_vectorizer_on_the_same_words(settings):
    ours = ArabicVectorizer(use_idf=True, norm="l2", **settings)
    theirs = TfidfVectorizer(analyzer=analyse, **settings)
    np.testing.assert_allclose(
        ours.fit_transform(TEXTS).toarray(), theirs.fit_transform(TEXTS).toarray()
    )
    np.testing.assert_allclose(
        ours.transform(TEXTS[::-1]).toarray(), theirs.transform(TEXTS[::-1]).toarray()
    )
    np.testing.assert_allclose(ours.idf_, theirs.idf_)


@pytest.mark.parametrize("ngram_range", [(1, 2), (2, 3), (1, 1)])
@pytest.mark.parametrize("stop_words", [None, ["في", "إنّ"]])
def test_ngrams_equal_those_of_scikit_learn(ngram_range, stop_words):
    ours = ArabicVectorizer(ngram_range=ngram_range, stop_words=stop_words)
    theirs = CountVectorizer(
        tokenizer=analyse,
        token_pattern=None,
        preprocessor=str,
        ngram_range=ngram_range,
        stop_words=None if stop_words is None else ["في", "ان"],
    )
    first, second = ours.fit_transform(TEXTS), theirs.fit_transform(TEXTS)
    assert ours.get_feature_names_out().tolist() == theirs.get_feature_names_out().tolist()
    assert first.toarray().tolist() == second.toarray().tolist()
    assert ours.build_analyzer()(TEXTS[1]) == theirs.build_analyzer()(TEXTS[1])


def test_ways_of_scikit_learn_stay_open():
    chars = ArabicVectorizer(analyzer="char_wb", ngram_range=(2, 3)).fit(["كيرى"])
    assert "ري" in chars.vocabulary_
    own = ArabicVectorizer(analyzer=str.split).fit(["أ ب أ"])
    assert own.transform(["أ أ"]).toarray().tolist() == [[2, 0]]
    pattern = ArabicVectorizer(token_pattern=r"(?u)\b\w\w\w+\b").fit(["قالَ في حلب"])
    assert sorted(pattern.vocabulary_) == ["حلب", "قال"]


def test_spelling_and_lowercase():
    light = ArabicVectorizer(spelling="light").fit(["إلى الأمم", "الى"])
    assert len(light.vocabulary_) == 3
    kept = ArabicVectorizer(lowercase=False).fit(["Kerry BBC"])
    assert sorted(kept.vocabulary_) == ["BBC", "Kerry"]
    search = ArabicVectorizer(spelling="search", stop_words=["مدينة"]).fit(["مدينه حلب"])
    assert sorted(search.vocabulary_) == ["حلب"]


def test_input_of_every_kind(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("حلب".encode("cp1256"))
    want = [[1]]
    assert ArabicVectorizer().fit_transform(["حلب".encode()]).toarray().tolist() == want
    by_name = ArabicVectorizer(input="filename", encoding="cp1256").fit_transform([path])
    assert by_name.toarray().tolist() == want
    opened = ArabicVectorizer(input="file").fit_transform([io.BytesIO("حلب".encode())])
    assert opened.toarray().tolist() == want
    assert ArabicVectorizer().fit_transform(pd.Series(["حلب"])).toarray().tolist() == want
    assert ArabicVectorizer().fit_transform(text for text in ["حلب"]).toarray().tolist() == want


@pytest.mark.parametrize(
    ("settings", "texts", "match"),
    [
        ({}, "نص واحد", "Iterable over raw text documents expected"),
        ({}, [], "empty vocabulary"),
        ({}, ["", "..."], "empty vocabulary"),
        ({"stop_words": ["حلب"]}, ["حلب"], "empty vocabulary"),
        ({"min_df": 3}, ["حلب", "جنيف"], "max_df corresponds to"),
        ({"min_df": 2}, ["حلب", "جنيف"], "no terms remain"),
        ({}, [None], "invalid document"),
        ({}, pd.Series(["حلب", None]), "invalid document"),
        ({"stop_words": "english"}, ["حلب"], "no list 'english'"),
        ({"spelling": "loose"}, ["حلب"], "spelling must be one of"),
        ({"ngram_range": (2, 1)}, ["حلب"], "ngram_range"),
        ({"vocabulary": []}, ["حلب"], "empty vocabulary passed to fit"),
    ],
)
def test_bad_input(settings, texts, match):
    with pytest.raises(ValueError, match=match):
        ArabicVectorizer(**settings).fit_transform(texts)


@pytest.mark.parametrize("settings", [{"min_df": -1}, {"norm": "max"}, {"use_idf": 3}])
def test_bad_settings(settings):
    with pytest.raises(InvalidParameterError):
        ArabicVectorizer(**settings).fit(["حلب"])


def test_not_fitted():
    with pytest.raises(NotFittedError):
        ArabicVectorizer().transform(["حلب"])
    with pytest.raises(NotFittedError):
        ArabicVectorizer(use_idf=True, vocabulary=["حلب"]).transform(["حلب"])
    with pytest.raises(ValueError, match="string object received"):
        ArabicVectorizer(vocabulary=["حلب"]).transform("حلب")
    with pytest.raises(AttributeError, match="use_idf"):
        _ = ArabicVectorizer().fit(["حلب"]).idf_


def test_given_vocabulary_needs_no_fit():
    vectorizer = ArabicVectorizer(vocabulary=["حلب", "جنيف"])
    assert vectorizer.transform(["حلب حلب"]).toarray().tolist() == [[2, 0]]


def test_clone_pickle_and_fit_again():
    vectorizer = ArabicVectorizer(stop_words={"في"}, use_idf=True).fit(TEXTS)
    copy = pickle.loads(pickle.dumps(vectorizer))
    assert (
        copy.transform(TEXTS).toarray().tolist() == vectorizer.transform(TEXTS).toarray().tolist()
    )
    fresh = clone(vectorizer)
    assert fresh.get_params() == vectorizer.get_params()
    assert not hasattr(fresh, "vocabulary_")
    assert sorted(vectorizer.fit(["جنيف"]).vocabulary_) == ["جنيف"]


def test_in_a_pipeline_and_a_grid():
    texts = ["قصف وحرب", "حرب وقصف", "كرة وملعب", "ملعب كرة"] * 3
    labels = [0, 0, 1, 1] * 3
    pipe = make_pipeline(ArabicVectorizer(), MultinomialNB())
    grid = GridSearchCV(pipe, {"arabicvectorizer__ngram_range": [(1, 1), (1, 2)]}, cv=2)
    assert grid.fit(texts, labels).score(texts, labels) == 1.0
