"""One network on one Axes: where its nodes stand, so that no label covers another."""

from collections.abc import Sequence

import matplotlib.patheffects as effects
import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.text import Text

from corpuskit.plots.style import INK, Labels, figure_of, isolate


class NetworkPicture:
    """One network on one Axes: places in points, so that nothing depends on the data's scale."""

    def __init__(self, ax: Axes, network: nx.Graph, radius: np.ndarray) -> None:
        self.ax, self.network, self.radius = ax, network, radius
        self.nodes: list[str] = list(network)
        spots = np.array([[data["x"], data["y"]] for _, data in network.nodes(data=True)])
        self.page = self._page_points()
        low, high = spots.min(axis=0), spots.max(axis=0)
        span = np.maximum(high - low, 1e-9)
        self.place = (spots - low) / span * (self.page - 110) + 55
        for axis in (0, 1):
            if high[axis] - low[axis] < 1e-9:
                self.place[:, axis] = self.page[axis] / 2
        self.texts: list[list[Text]] = []
        self.scale = 1.0

    def _page_points(self) -> np.ndarray:
        figure = figure_of(self.ax)
        layout = figure.get_layout_engine()
        if layout is not None:
            layout.execute(figure)
        self.ax.apply_aspect()
        box = self.ax.get_window_extent()
        return np.array([box.width, box.height]) * 72 / figure.dpi

    def spread(self, labels: Labels, *, foot: float) -> None:
        """Write the labels, then move nodes apart until discs and labels are free."""
        self.ax.set_axis_off()
        self._set_limits(np.zeros(2), self.page)
        self.texts = [self._write(node, labels) for node in self.nodes]
        boxes = self._measure_boxes()
        self.place = separate_boxes(self.place, boxes)
        low = (self.place + boxes[:, 0]).min(axis=0) - 6
        high = (self.place + boxes[:, 1]).max(axis=0) + 6
        self._fit(low, high, foot)

    def _fit(self, low: np.ndarray, high: np.ndarray, foot: float) -> None:
        # The page shows points one to one, enlarged evenly where the boxes need more room.
        low[1] -= foot
        scale = max(float(((high - low) / self.page).max()), 1.0)
        middle = (low + high) / 2
        if scale > 1.0:
            # Shrink the distances, not the letters, then part what touches again.
            self.place = middle + (self.place - middle) / scale
            boxes = self._measure_boxes()
            self.place = separate_boxes(self.place, boxes)
            low = (self.place + boxes[:, 0]).min(axis=0) - 4
            high = (self.place + boxes[:, 1]).max(axis=0) + 4
            low[1] -= foot
            middle = (low + high) / 2
            scale = max(float(((high - low) / self.page).max()), 1.0)
        half = self.page * scale / 2
        self._set_limits(middle - half, middle + half)
        if scale > 1.001:
            for texts in self.texts:
                for text in texts:
                    text.set_fontsize(float(text.get_fontsize()) / scale)
            self.radius = self.radius / scale
        self.scale = scale
        for at, texts in enumerate(self.texts):
            self._put(at, texts)

    def _set_limits(self, low: np.ndarray, high: np.ndarray) -> None:
        self.ax.set_xlim(low[0], high[0])
        self.ax.set_ylim(low[1], high[1])

    def _write(self, node: str, labels: Labels) -> list[Text]:
        data = self.network.nodes[node]
        arabic = str(data.get("name_ar") or data.get("label") or node)
        english = str(data.get("name_en") or data.get("name_ar") or node)
        halo = [effects.withStroke(linewidth=2.6, foreground="white")]
        lines = []
        if labels in ("ar", "both"):
            lines.append((arabic, 9.5, "bold", INK))
        if labels == "en" or (labels == "both" and english != arabic):
            lines.append((english, 7.5 if labels == "both" else 9, "regular", "#555555"))
        return [
            self.ax.text(
                0,
                0,
                isolate(text),
                ha="center",
                va="top",
                fontsize=points,
                fontweight=weight,
                color=color,
                path_effects=halo,
                zorder=5,
                in_layout=False,  # inside the page, which spares the layout measuring it
            )
            for text, points, weight, color in lines
        ]

    def _text_sizes(self, texts: Sequence[Text]) -> list[tuple[float, float]]:
        figure = figure_of(self.ax)
        points = 72 / figure.dpi
        boxes = [text.get_window_extent() for text in texts]
        return [(box.width * points, box.height * points) for box in boxes]

    def _measure_boxes(self) -> np.ndarray:
        """Return the corners of each disc with its label, seen from the disc's middle."""
        corners = []
        for texts, radius in zip(self.texts, self.radius, strict=True):
            sizes = self._text_sizes(texts)
            half = max([radius, *(width / 2 for width, _ in sizes)]) + 3
            below = radius + 1 + sum(height - 2.5 for _, height in sizes) + 4
            corners.append([[-half, -below], [half, radius + 2]])
        return np.array(corners)

    def _put(self, at: int, texts: Sequence[Text]) -> None:
        x, y = self.place[at]
        top = y - (self.radius[at] + 1) * self.scale
        for text, (_, height) in zip(texts, self._text_sizes(texts), strict=True):
            text.set_position((x, top))
            top -= (height - 2.5) * self.scale

    def draw_edges(self, widths: np.ndarray, colors: Sequence[str], *, fade: float = 0.55) -> None:
        """Draw the lines, in the order of the network's edges; wide ones lie below."""
        index = {node: at for at, node in enumerate(self.nodes)}
        lines = [self.place[[index[a], index[b]]] for a, b in self.network.edges]
        order = np.argsort(-widths, kind="stable")
        self.ax.add_collection(
            LineCollection(
                [lines[i] for i in order],
                linewidths=widths[order] / self.scale,
                colors=[colors[i] for i in order],
                alpha=fade,
                capstyle="round",
                zorder=1,
            ),
            autolim=False,
        )

    def draw_nodes(self, colors: Sequence[str]) -> None:
        """Draw the discs."""
        self.ax.scatter(
            self.place[:, 0],
            self.place[:, 1],
            s=(2 * self.radius) ** 2,
            c=list(colors),
            edgecolors="white",
            linewidths=1.0,
            zorder=3,
        )


def separate_boxes(place: np.ndarray, boxes: np.ndarray, *, n_passes: int = 400) -> np.ndarray:
    """Move boxes apart until none covers another.

    Parameters
    ----------
    place : ndarray of shape (n, 2)
        Where each box hangs.
    boxes : ndarray of shape (n, 2, 2)
        Lower left and upper right corner of each box, seen from its place.
    n_passes : int, default 400
        Most passes; each parts every overlapping pair along the shorter way.

    Returns
    -------
    ndarray of shape (n, 2)
        The new places, rounded to three decimals.
    """
    place = place.astype(np.float64).copy()
    n = len(place)
    first, second = np.triu_indices(n, 1)
    for _ in range(n_passes):
        low, high = place + boxes[:, 0], place + boxes[:, 1]
        overlap = np.minimum(high[first], high[second]) - np.maximum(low[first], low[second])
        hit = (overlap > 0).all(axis=1)
        if not hit.any():
            break
        middle = (low + high) / 2
        move = np.zeros_like(place)
        count = np.zeros(n)
        for a, b, (dx, dy) in zip(first[hit], second[hit], overlap[hit], strict=True):
            axis, depth = (0, dx) if dx < dy * 1.4 else (1, dy)
            sign = 1.0 if (middle[a, axis], a) < (middle[b, axis], b) else -1.0
            move[a, axis] -= sign * (depth / 2 + 0.3)
            move[b, axis] += sign * (depth / 2 + 0.3)
            count[a] += 1
            count[b] += 1
        place += move / np.maximum(np.sqrt(count), 1)[:, None]
    return np.round(place, 3)
