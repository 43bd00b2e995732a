"""Tasks and their variants: what is compared with what.

A room adds one file with a :class:`Task` and its variants, and names the file in ``MODULES``::

    TASK = Task("mentions", "find 38 actors", prepare=make_input, compare=same_counts)

    @TASK.variant("corpuskit")
    def corpuskit():
        import corpuskit            # imports and what need not be repeated: outside the clock
        def run(data):              # what is measured
            return corpuskit.find_mentions(...)
        return run

The first variant registered is ours; all ratios are to it.
"""

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus

# The files that hold tasks, in the order of the report.
MODULES = ("words", "topics", "actors", "endtoend")

Run = Callable[[Any], Any]


class NotHereError(RuntimeError):
    """The variant cannot run on this machine; the message says why."""


@dataclass(frozen=True)
class Variant:
    """One way to do a task.

    Parameters
    ----------
    name : str
        What the report calls it.
    make : callable
        Imports what it needs and returns the function that is measured.
    needs : tuple of str
        Packages; the variant is left out, with a word, where one is absent.
    floor : bool, default False
        Whether it does less than the task (a physical limit) and so is not checked.
    tolerance : float, default 0.0
        Largest difference from ours that counts as agreement.
    most_documents : int or None, default None
        Not run on more documents, because it would take too long.
    """

    name: str
    make: Callable[[], Run]
    needs: tuple[str, ...] = ()
    floor: bool = False
    tolerance: float = 0.0
    most_documents: int | None = None

    def missing(self) -> list[str]:
        """Return the packages that are not installed."""
        return [name for name in self.needs if importlib.util.find_spec(name) is None]


@dataclass
class Task:
    """Something that several tools can do, and how to tell that they did the same.

    Parameters
    ----------
    name : str
        Short name, for ``--only``.
    title : str
        One line for the report.
    prepare : callable, default: the texts
        Corpus to the input of the variants; not measured, and done once a size.
    compare : callable, optional
        Two results (ours, theirs) to the share by which they differ: 0.0 means the same.
    warm : bool, default True
        Whether a variant runs once on the first hundred documents before the clock starts, so that
        compiled code is loaded. False where every run is a first use.
    imports_inside : bool, default False
        Whether the variants import inside the measured function, so that a column for the first
        use would say nothing new.
    """

    name: str
    title: str
    prepare: Callable[[Corpus], Any] = lambda corpus: corpus.texts
    compare: Callable[[Any, Any], float] | None = None
    warm: bool = True
    imports_inside: bool = False
    variants: list[Variant] = field(default_factory=list)

    def variant(self, name: str, **settings: Any) -> Callable[[Callable[[], Run]], Any]:
        """Register a function that makes a variant."""

        def register(make: Callable[[], Run]) -> Callable[[], Run]:
            self.variants.append(Variant(name, make, **settings))
            return make

        return register


def load_tasks() -> dict[str, Task]:
    """Import the modules that are there and return their tasks by name."""
    tasks: dict[str, Task] = {}
    for name in MODULES:
        found = importlib.util.find_spec(f"benchmarks.{name}")
        if found is None or "Task(" not in Path(str(found.origin)).read_text(encoding="utf-8"):
            continue
        module = importlib.import_module(f"benchmarks.{name}")
        for value in vars(module).values():
            if isinstance(value, Task):
                tasks[value.name] = value
    return tasks
