# The public names, in the order of the data flow. `lazy_loader` reads this file at run time.
__version__: str

from . import plots as plots
from . import tables as tables
from . import testing as testing
from .errors import (
    CorpuskitError as CorpuskitError,
    DataWarning as DataWarning,
    EmptyResultError as EmptyResultError,
    MissingExtraError as MissingExtraError,
    ReadError as ReadError,
    TableError as TableError,
)
from .tables import check_table as check_table

# files -> documents -> units, tokens
from .corpus.read import read_corpus as read_corpus
from .corpus.names import NameBook as NameBook
from .corpus.save import save_corpus as save_corpus
from .corpus.summary import count_documents as count_documents
from .corpus.anatomy import find_parts as find_parts
from .corpus.furniture import suggest_furniture as suggest_furniture
from .corpus.metadata import find_metadata as find_metadata
from .corpus.disagreements import find_disagreements as find_disagreements
from .corpus.rawspans import map_to_raw as map_to_raw
from .corpus.dates import find_dates as find_dates
from .corpus.units import find_units as find_units
from .corpus.tokens import find_tokens as find_tokens
from .corpus.lengths import measure_documents as measure_documents
from .corpus.spans import locate_spans as locate_spans
from .corpus.spellings import add_spelling as add_spelling
from .corpus.spellings import count_spellings as count_spellings
from .arabic.spelling import normalize as normalize
from .arabic.stopwords import stop_words as stop_words

# tokens -> words
from .words.concordance import find_concordance as find_concordance
from .words.collocations import measure_collocations as measure_collocations
from .words.collocations import find_collocations as find_collocations
from .words.dtm import DocumentTermMatrix as DocumentTermMatrix
from .words.dtm import build_dtm as build_dtm
from .words.vectorizer import ArabicVectorizer as ArabicVectorizer
from .words.keyness import measure_keyness as measure_keyness
from .words.dispersion import measure_dispersion as measure_dispersion

# counts -> topics
from .topics.models import fit_topics as fit_topics
from .topics.nmf import TopicNMF as TopicNMF
from .topics.describe import describe_topics as describe_topics
from .topics.describe import topic_shares as topic_shares
from .topics.exemplars import find_exemplars as find_exemplars
from .topics.groups import measure_topic_shares as measure_topic_shares
from .topics.quality import measure_topics as measure_topics
from .topics.stability import measure_stability as measure_stability
from .topics.choice import compare_topic_counts as compare_topic_counts
from .topics.effects import estimate_topic_effects as estimate_topic_effects
from .topics.effects import estimate_topic_trends as estimate_topic_trends
from .topics.maps import measure_topic_map as measure_topic_map
from .topics.describe import label_topics as label_topics
from .topics.stability import add_stability as add_stability

# names -> mentions -> co-occurrences -> network
from .actors.gazetteer import read_actors as read_actors
from .actors.gazetteer import combine_actors as combine_actors
from .actors.builtin import built_in_actors as built_in_actors
from .actors.discovery import suggest_actors as suggest_actors
from .actors.mentions import find_mentions as find_mentions
from .actors.recognisers import mentions_from_spans as mentions_from_spans
from .actors.recognisers import read_pipeline as read_pipeline
from .actors.recognisers import read_iob as read_iob
from .actors.windows import find_windows as find_windows
from .actors.cooccurrence import count_cooccurrences as count_cooccurrences
from .actors.cooccurrence import score_cooccurrences as score_cooccurrences
from .actors.evidence import find_pair_units as find_pair_units
from .actors.network import build_network as build_network
from .actors.network import backbone as backbone
from .actors.network import layout_network as layout_network
from .actors.centrality import measure_centrality as measure_centrality
from .actors.communities import find_communities as find_communities
from .actors.periods import build_networks as build_networks
from .actors.counting import count_mentions as count_mentions
from .actors.compare import compare_networks as compare_networks
from .actors.difference_network import build_difference_network as build_difference_network
from .actors.twomode import count_actor_terms as count_actor_terms
from .actors.twomode import build_two_mode_network as build_two_mode_network
from .actors.export import save_network as save_network

# whose words, in whose voice
from .voices.speech import find_speech as find_speech
from .voices.label_forms import read_labels as read_labels
from .voices.labels import find_labels as find_labels
from .voices.naming import compare_naming as compare_naming
from .voices.naming import compare_cues as compare_cues
from .voices.wordshare import measure_voice as measure_voice
from .voices.coverage import compare_coverage as compare_coverage

# pictures -> figures/
from .plots.save import save_figure as save_figure

# back to the sentence
from .notebook.readback import show_passages as show_passages
from .notebook.readback import show_table as show_table
