# The public pictures, in the order of the data flow. `lazy_loader` reads this file at run time.
from .style import use_theme as use_theme
from .corpus import plot_timeline as plot_timeline
from .actors import plot_network as plot_network
from .actors import plot_difference_network as plot_difference_network
from .actors import plot_actor_heatmap as plot_actor_heatmap
from .actors import plot_mentions_over_time as plot_mentions_over_time
from .topics import plot_topic_terms as plot_topic_terms
from .topics import plot_topic_shares as plot_topic_shares
from .topics import plot_topic_effects as plot_topic_effects
from .topics import plot_topic_trends as plot_topic_trends
from .topics import plot_topic_stability as plot_topic_stability
from .topics import plot_topic_counts as plot_topic_counts
from .topics import plot_topic_map as plot_topic_map
from .voices import plot_voice_shares as plot_voice_shares
from .voices import plot_naming as plot_naming
from .voices import plot_cues as plot_cues
from .voices import plot_coverage as plot_coverage
