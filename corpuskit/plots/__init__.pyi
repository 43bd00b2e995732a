# The public pictures, in the order of the data flow. `lazy_loader` reads this file at run time.
from .style import use_theme as use_theme
from .corpus import plot_timeline as plot_timeline
