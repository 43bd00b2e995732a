import pytest

from corpuskit.topics.describe import topic_shares
from corpuskit.topics.models import fit_topics
from corpuskit.topics.simulate import simulate_topics


@pytest.fixture(scope="session")
def corpus():
    return simulate_topics(n_documents=120, n_topics=3, n_terms=120, effect=0.3, random_state=2)


@pytest.fixture(scope="session")
def model(corpus):
    return fit_topics(corpus.dtm, n_topics=3)


@pytest.fixture(scope="session")
def shares(model, corpus):
    return topic_shares(model, corpus.dtm)
