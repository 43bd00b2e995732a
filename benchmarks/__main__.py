"""Command line: ``python -m benchmarks --help``."""

import argparse
import os
from pathlib import Path

from benchmarks import corpus as corpora
from benchmarks import report
from benchmarks.registry import load_tasks
from benchmarks.runner import measure


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Run corpuskit and its peers side by side on the same texts.",
    )
    parser.add_argument("--corpus", help="folder of .json, .zip or .txt; synthetic without it")
    parser.add_argument("--sizes", default="1000,10000,all", help="numbers of documents, or all")
    parser.add_argument("--only", default="", help="tasks, joined by commas")
    parser.add_argument("--without", default="", help="variants to leave out, joined by commas")
    parser.add_argument("--repeats", type=int, default=5, help="runs of each variant (5)")
    parser.add_argument("--core", type=int, help="the core to run on (the last one allowed)")
    parser.add_argument("--all-cores", action="store_true", help="bind nothing to one core")
    parser.add_argument("--max-seconds", type=float, default=150.0, help="longest run (150)")
    parser.add_argument("--synthetic", type=int, default=30_000, help="size of synthetic corpus")
    parser.add_argument("--out", help="folder for CSV and figures, e.g. benchmarks/results")
    parser.add_argument("--list", action="store_true", help="name the tasks and variants")
    given = parser.parse_args(arguments)

    tasks = load_tasks()
    if given.list:
        for task in tasks.values():
            print(f"{task.name}: {task.title}")
            for variant in task.variants:
                print(f"    {variant.name}")
        return 0
    wanted = [name for name in given.only.split(",") if name] or list(tasks)
    unknown = [name for name in wanted if name not in tasks]
    if unknown:
        parser.error(f"no task {unknown[0]!r}; there are {', '.join(tasks)}")
    corpus = corpora.read(given.corpus) if given.corpus else corpora.generate(given.synthetic)
    sizes = _sizes(given.sizes, len(corpus.texts))
    core = None
    if not given.all_cores and hasattr(os, "sched_getaffinity"):
        core = max(os.sched_getaffinity(0)) if given.core is None else given.core
    characters = sum(map(len, corpus.texts))
    print(
        f"{len(corpus.texts):,} documents, {characters:,} characters, {corpus.path or 'synthetic'}"
    )
    print(report.machine(), end="\n\n")
    left_out = [name for name in given.without.split(",") if name]
    for name in wanted:
        task = tasks[name]
        task.variants = [v for v in task.variants if v.name not in left_out]
        measured = measure(
            task,
            corpus,
            sizes,
            repeats=given.repeats,
            core=core,
            most_seconds=given.max_seconds,
        )
        rows = report.rows_of(task, measured)
        print(report.format_table(task, rows), end="\n\n", flush=True)
        if given.out:
            report.write(Path(given.out), name, rows)
    return 0


def _sizes(text: str, available: int) -> list[int]:
    sizes = {available if part == "all" else min(int(part), available) for part in text.split(",")}
    return sorted(sizes)


if __name__ == "__main__":
    raise SystemExit(main())
