"""Write networks for other programs: GEXF, GraphML, CSV."""

import csv
import math
import re
from os import PathLike
from pathlib import Path
from typing import Any

import networkx as nx

SUFFIXES = (".gexf", ".graphml", ".csv")


def save_network(network: nx.Graph, path: str | PathLike[str]) -> list[Path]:
    """Write a network so that Gephi, Cytoscape, R or a spreadsheet opens it.

    Parameters
    ----------
    network : Graph
        A network; x and y of :func:`layout_network` are written as positions.
    path : path
        Ends in ``.gexf`` (Gephi), ``.graphml`` (most programs) or ``.csv``. For ``.csv`` two
        files are written, ``NAME_nodes.csv`` and ``NAME_edges.csv``, with the columns that
        Gephi's import expects (Id, Label; Source, Target, Type, Weight).

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ValueError
        If the suffix is none of the three.

    Notes
    -----
    Labels are Arabic names in UTF-8. Two writes of one network give the same bytes; missing
    numbers are left out.

    Examples
    --------
    >>> import tempfile
    >>> network = nx.Graph()
    >>> network.add_node("kerry", label="جون كيري")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = save_network(network, Path(folder) / "actors.gexf")
    ...     nx.read_gexf(written[0]).nodes["kerry"]["label"]
    'جون كيري'
    """
    path = Path(path)
    if path.suffix not in SUFFIXES:
        message = f"path must end in {', '.join(SUFFIXES)}, got {path.name!r}."
        raise ValueError(message)
    plain = _plain(network)
    if path.suffix == ".csv":
        return _write_csv(plain, path)
    if path.suffix == ".graphml":
        nx.write_graphml_xml(plain, path, encoding="utf-8", infer_numeric_types=True)
        return [path]
    _add_positions(plain)
    text = "\n".join(nx.generate_gexf(plain, encoding="utf-8", version="1.2draft"))
    # The writer notes today's date, which would make every file different.
    text = _drop_date(text)
    path.write_text('<?xml version="1.0" encoding="UTF-8"?>\n' + text + "\n", encoding="utf-8")
    return [path]


def _plain(network: nx.Graph) -> nx.Graph:
    """Return a copy in sorted order whose attributes are text, numbers and truth values."""
    plain = nx.Graph()
    for node in sorted(network):
        plain.add_node(node, **_clean({"label": node, **network.nodes[node]}))
    for a, b in sorted((min(edge), max(edge)) for edge in network.edges):
        plain.add_edge(a, b, **_clean(network.edges[a, b]))
    return plain


def _clean(data: dict[str, Any]) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    for name, value in data.items():
        if hasattr(value, "item"):
            value = value.item()
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            continue
        cleaned[name] = value if isinstance(value, bool | int | float) else str(value)
    return cleaned


def _add_positions(network: nx.Graph) -> None:
    for _, data in network.nodes(data=True):
        if "x" in data and "y" in data:
            place = {"x": data["x"] * 1000, "y": data["y"] * 1000, "z": 0.0}
            data["viz"] = {"position": place}


def _drop_date(text: str) -> str:
    return re.sub(r' lastmodifieddate="[^"]*"', "", text)


def _write_csv(network: nx.Graph, path: Path) -> list[Path]:
    nodes, edges = (
        path.with_name(f"{path.stem}_nodes.csv"),
        path.with_name(f"{path.stem}_edges.csv"),
    )
    columns = _columns(data for _, data in network.nodes(data=True))
    columns = ["label", *(name for name in columns if name != "label")]
    with nodes.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["Id", "Label", *columns[1:]])
        for node, data in network.nodes(data=True):
            writer.writerow([node, *(data.get(name, "") for name in columns)])
    columns = [
        c for c in _columns(data for _, _, data in network.edges(data=True)) if c != "weight"
    ]
    with edges.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["Source", "Target", "Type", "Weight", *columns])
        for a, b, data in network.edges(data=True):
            cells = (data.get(name, "") for name in columns)
            writer.writerow([a, b, "Undirected", data.get("weight", 1), *cells])
    return [nodes, edges]


def _columns(rows: Any) -> list[str]:
    return list(dict.fromkeys(name for data in rows for name in data))
