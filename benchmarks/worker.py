"""One variant in a process of its own: what it takes, and what it finds."""

import argparse
import contextlib
import ctypes
import gc
import json
import os
import pickle
import re
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("task")
    parser.add_argument("variant")
    parser.add_argument("data")
    parser.add_argument("--core", type=int, default=None)
    parser.add_argument("--warm-data", default=None)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--keep", default=None)
    given = parser.parse_args()
    if given.core is not None:
        os.sched_setaffinity(0, {given.core})
    from benchmarks.registry import load_tasks

    task = load_tasks()[given.task]
    variant = next(v for v in task.variants if v.name == given.variant)
    data = _load(given.data)
    if given.cold:
        before = time.perf_counter()
        variant.make()(data)
        print(json.dumps({"cold": time.perf_counter() - before}))
        return
    run = variant.make()
    if given.warm_data:
        run(_load(given.warm_data))
    settle()
    reset_peak()
    baseline = memory()["VmRSS"]
    before, cpu = time.perf_counter(), time.process_time()
    result = run(data)
    seconds, cpu = time.perf_counter() - before, time.process_time() - cpu
    report = {"seconds": seconds, "cpu": cpu, "peak_mb": (memory()["VmHWM"] - baseline) / 1024}
    if isinstance(result, dict) and "seconds" in result:
        # A tool outside Python that keeps its own clock.
        report.update({key: result[key] for key in ("seconds", "peak_mb") if key in result})
    if given.keep:
        with Path(given.keep).open("wb") as file:
            pickle.dump(result, file, protocol=5)
    print(json.dumps(report))


def memory() -> dict[str, int]:
    """Return resident memory now and at its peak, in kB."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return {name: int(value) for name, value in re.findall(r"(VmHWM|VmRSS):\s+(\d+)", status)}


def settle() -> None:
    """Give back what preparation freed, so that the measured run cannot hide in it."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def reset_peak() -> None:
    """Forget the peak of memory so far, where the system allows it."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        print("the peak of memory cannot be reset; it includes preparation", file=sys.stderr)


def _load(path: str) -> Any:
    with Path(path).open("rb") as file:
        return pickle.load(file)


if __name__ == "__main__":
    main()
