"""Pictures: each function takes one table or graph and draws it on one matplotlib Axes."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
