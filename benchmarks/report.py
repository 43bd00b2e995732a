"""The report: a table to read, a CSV, a figure."""

import csv
import math
import platform
import sys
from importlib import metadata
from pathlib import Path

from benchmarks.registry import Task
from benchmarks.runner import Measured

_PACKAGES = ("numpy", "scipy", "pandas", "scikit-learn", "numba", "polars", "gensim", "pyarabic")


def machine() -> str:
    """Return one line on the machine and one on the versions."""
    versions = []
    for name in _PACKAGES:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{platform.machine()}, Python {python}\n{', '.join(versions)}"


def rows_of(task: Task, measured: list[Measured]) -> list[dict[str, object]]:
    """Return the report of one task as rows; ratios are to our own variant at the same size."""
    ours = {row.size: row for row in measured if row.variant == task.variants[0].name}
    smallest = min(row.size for row in measured)
    first = {row.variant: row for row in measured if row.size == smallest}
    rows = []
    for row in measured:
        base, start = ours[row.size], first[row.variant]
        growth = math.nan
        if row.size > smallest and row.seconds and start.seconds:
            growth = math.log(row.median / start.median) / math.log(row.size / smallest)
        rows.append(
            {
                "task": row.task,
                "documents": row.size,
                "variant": row.variant,
                "median_s": row.median,
                "min_s": row.fastest,
                "times_ours": row.median / base.median,
                "cpu_s": row.cpu_median,
                "cpu_times_ours": row.cpu_median / base.cpu_median,
                "first_use_s": row.first_use,
                "first_times_ours": row.first_use / base.first_use,
                "peak_mb": row.peak,
                "peak_ours_share": base.peak / row.peak if row.peak else math.nan,
                "growth": growth,
                "difference": row.difference,
                "agrees": row.agrees,
                "note": row.note,
            }
        )
    return rows


def format_table(task: Task, rows: list[dict[str, object]]) -> str:
    """Return the rows as text."""
    head = (
        f"{'documents':>9}  {'variant':<34} {'median s':>9} {'min':>8} {'x ours':>7} "
        f"{'cpu s':>8} {'x ours':>7} {'first use':>9} {'x ours':>7} {'peak MB':>8} {'growth':>6}"
        "  agreement"
    )
    lines = [f"{task.name}: {task.title}", head, "-" * len(head)]
    for row in rows:
        agreement = row["note"] or _agreement(row)
        lines.append(
            f"{row['documents']:>9,}  {row['variant']:<34} {_number(row['median_s'], 3):>9} "
            f"{_number(row['min_s'], 3):>8} {_number(row['times_ours'], 2):>7} "
            f"{_number(row['cpu_s'], 3):>8} {_number(row['cpu_times_ours'], 2):>7} "
            f"{_number(row['first_use_s'], 3):>9} {_number(row['first_times_ours'], 2):>7} "
            f"{_number(row['peak_mb'], 0):>8} {_number(row['growth'], 2):>6}  {agreement}"
        )
    return "\n".join(lines)


def write(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    """Write the rows as CSV and a figure of seconds over documents."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    figure = Figure(figsize=(7.2, 4.2), layout="constrained")
    axes = figure.add_subplot()
    names = list(dict.fromkeys(str(row["variant"]) for row in rows))
    for number, variant in enumerate(names):
        mine = [row for row in rows if row["variant"] == variant and not row["note"]]
        if not mine:
            continue
        sizes = [row["documents"] for row in mine]
        seconds = [row["median_s"] for row in mine]
        axes.plot(
            sizes,
            seconds,
            marker="o",
            color=mpl.colormaps["tab10"](number % 10),
            linewidth=2.5 if number == 0 else 1.2,
            label=variant,
        )
    axes.set(xscale="log", yscale="log", xlabel="documents", ylabel="seconds (median)", title=name)
    axes.grid(visible=True, which="major", color="0.9")
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside right upper", frameon=False, fontsize=8)
    figure.savefig(folder / f"{name}.png", dpi=150)


def _agreement(row: dict[str, object]) -> str:
    if row["agrees"] is None:
        return "not compared"
    if not row["difference"]:
        return "same"
    word = "within tolerance" if row["agrees"] else "DIFFERS"
    return f"{word}: {100 * float(row['difference']):.4f} %"  # type: ignore[arg-type]


def _number(value: object, digits: int) -> str:
    number = float(value)  # type: ignore[arg-type]
    return "" if math.isnan(number) else f"{number:,.{digits}f}"
