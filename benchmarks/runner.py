"""Run the variants in turn, each in its own process, and gather what they took."""

import json
import math
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.registry import NotHereError, Task, Variant

_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "POLARS_MAX_THREADS",
    "RAYON_NUM_THREADS",
)
_ROOT = Path(__file__).parent.parent
_WARM_DOCUMENTS = 100


@dataclass
class Measured:
    """What one variant took at one size."""

    task: str
    variant: str
    size: int
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak_mb: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    difference: float | None = None
    agrees: bool | None = None
    note: str = ""

    @property
    def median(self) -> float:
        """Median of the seconds."""
        return statistics.median(self.seconds) if self.seconds else math.nan

    @property
    def fastest(self) -> float:
        """Best of the seconds."""
        return min(self.seconds) if self.seconds else math.nan

    @property
    def cpu_median(self) -> float:
        """Median of the processor seconds, which a busy machine disturbs less."""
        return statistics.median(self.cpu) if self.cpu else math.nan

    @property
    def peak(self) -> float:
        """Median of the peak memory above the start, in MB."""
        return statistics.median(self.peak_mb) if self.peak_mb else math.nan

    @property
    def first_use(self) -> float:
        """Seconds of imports and first run in a fresh process."""
        return statistics.median(self.cold) if self.cold else math.nan


def measure(
    task: Task,
    corpus: Corpus,
    sizes: list[int],
    *,
    repeats: int,
    core: int | None,
    most_seconds: float,
    say=print,
) -> list[Measured]:
    """Return what each variant took at each size; agreement is checked before any clock runs."""
    measured: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="corpuskit-bench-") as folder:
        place = Path(folder)
        warm = _prepare(task, corpus.sample(_WARM_DOCUMENTS), place / "warm.pickle", core)
        warm = warm if task.warm else None
        inputs = {
            size: _prepare(task, corpus.sample(size), place / f"{size}.pickle", core)
            for size in sizes
        }
        agreement = check_agreement(task, inputs[min(sizes)], place, core, say)
        last: dict[str, tuple[int, float]] = {}
        for size in sizes:
            rows = []
            for variant in task.variants:
                row = Measured(task.name, variant.name, size)
                row.difference, row.agrees, row.note = agreement[variant.name]
                if not row.note:
                    row.note = _too_long(variant, size, last, most_seconds)
                rows.append(row)
            for turn in range(repeats):
                for row in rows:
                    if not row.note:
                        found = _run(task, row.variant, inputs[size], core, warm_data=warm)
                        row.seconds.append(found["seconds"])
                        row.cpu.append(found["cpu"])
                        row.peak_mb.append(found["peak_mb"])
                say(f"  {task.name}, {size:,} documents: round {turn + 1} of {repeats}")
            for row in rows:
                if not row.note:
                    last[row.variant] = (size, row.median)
                if not row.note and not task.imports_inside:
                    row.cold.append(_run(task, row.variant, inputs[size], core, cold=True)["cold"])
            measured.extend(rows)
    return measured


def check_agreement(
    task: Task, data: Path, place: Path, core: int | None, say=print
) -> dict[str, tuple[float | None, bool | None, str]]:
    """Run each variant once and compare its result with ours (the first)."""
    found: dict[str, tuple[float | None, bool | None, str]] = {}
    ours = None
    for number, variant in enumerate(task.variants):
        missing = variant.missing()
        if missing:
            found[variant.name] = (None, None, f"not installed: {', '.join(missing)}")
            continue
        keep = place / f"result{number}.pickle"
        try:
            _run(task, variant.name, data, core, keep=keep)
        except NotHereError as error:
            found[variant.name] = (None, None, str(error))
            continue
        if number == 0:
            with keep.open("rb") as file:
                ours = pickle.load(file)
            found[variant.name] = (0.0, True, "")
        elif variant.floor or task.compare is None:
            found[variant.name] = (None, None, "")
        else:
            with keep.open("rb") as file:
                difference = task.compare(ours, pickle.load(file))
            agrees = difference <= variant.tolerance
            found[variant.name] = (difference, agrees, "")
            word = "agrees" if agrees else "DIFFERS"
            say(f"  {task.name}: {variant.name} {word} ({100 * difference:.4f} %)")
        keep.unlink(missing_ok=True)
    return found


def _too_long(
    variant: Variant, size: int, last: dict[str, tuple[int, float]], most_seconds: float
) -> str:
    if variant.most_documents is not None and size > variant.most_documents:
        return f"not run above {variant.most_documents:,}"
    if variant.name in last:
        before, seconds = last[variant.name]
        expected = seconds * size / before
        if expected > most_seconds:
            return f"not run: about {expected:.0f} s expected"
    return ""


def _prepare(task: Task, corpus: Corpus, path: Path, core: int | None) -> Path:
    """Write the task's input, made in a process of its own so that nothing of it stays here."""
    raw = path.with_suffix(".corpus")
    with raw.open("wb") as file:
        pickle.dump(replace(corpus, scratch=str(path.parent)), file, protocol=5)
    code = (
        "import pickle, sys\n"
        "from benchmarks.registry import load_tasks\n"
        "task = load_tasks()[sys.argv[1]]\n"
        "corpus = pickle.load(open(sys.argv[2], 'rb'))\n"
        "pickle.dump(task.prepare(corpus), open(sys.argv[3], 'wb'), protocol=5)\n"
    )
    _call([sys.executable, "-c", code, task.name, str(raw), str(path)], core)
    raw.unlink()
    return path


def _run(
    task: Task,
    variant: str,
    data: Path,
    core: int | None,
    *,
    warm_data: Path | None = None,
    cold: bool = False,
    keep: Path | None = None,
) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.worker", task.name, variant, str(data)]
    if core is not None:
        command += ["--core", str(core)]
    if warm_data is not None:
        command += ["--warm-data", str(warm_data)]
    if cold:
        command.append("--cold")
    if keep is not None:
        command += ["--keep", str(keep)]
    return json.loads(_call(command, core).strip().splitlines()[-1])


def _call(command: list[str], core: int | None) -> str:
    environment = dict(os.environ)
    if core is not None:
        environment.update(dict.fromkeys(_THREADS, "1"))
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=_ROOT, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        if "NotHereError" in last:
            raise NotHereError(last.split(":", 1)[-1].strip())
        message = f"{' '.join(command[2:5])} failed:\n{done.stderr[-3000:]}"
        raise RuntimeError(message)
    return done.stdout
