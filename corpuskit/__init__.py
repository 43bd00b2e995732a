"""Analysis of Arabic news: what it is about, who appears with whom, whose words, who copied whom.

Every step takes tables and returns a table; the tables are declared in :mod:`corpuskit.tables`.
The public names are listed in ``__init__.pyi`` in the order of the data flow and are loaded at
first use, so that ``import corpuskit`` stays fast.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)

__version__ = "0.1.0"
