"""The notebooks in a real browser: they run, they read from right to left, they stay offline."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
NOTEBOOKS = sorted(path.name for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))

#: Where the first and the last letter of an element's text stand on the screen.
EDGES = """element => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) nodes.push(walker.currentNode);
    const at = (node, index) => {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        return range.getClientRects()[0];
    };
    const first = nodes[0], last = nodes[nodes.length - 1];
    const begin = first.data.search(/\\S/), end = last.data.trimEnd().length - 1;
    const a = at(first, begin), b = at(last, end);
    return {first: a.left, last: b.left, oneLine: Math.abs(a.top - b.top) < 4};
}"""


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_runs_in_jupyterlab(run_in_lab, name):
    page = run_in_lab(f"notebooks/{name}")
    errors = page.locator('[data-mime-type="application/vnd.jupyter.error"]')
    assert errors.count() == 0, errors.first.inner_text()
    warned = page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').all_inner_texts()
    assert all("DataWarning" in text for text in warned), warned
    source = Path(__file__).parents[2] / "notebooks" / name
    saved = source.read_text("utf-8").count("ck.save_figure(")
    assert page.locator(".jp-OutputArea-output img").count() == saved > 0
    assert page.refused == []


def test_tables_and_passages_read_from_right_to_left(run_in_lab):
    page = run_in_lab(f"notebooks/{NOTEBOOKS[0]}")
    cell = page.locator(".corpuskit td", has_text="لافروف").first
    style = cell.evaluate("e => [getComputedStyle(e).unicodeBidi, getComputedStyle(e).textAlign]")
    assert style == ["plaintext", "start"]
    edges = cell.evaluate(EDGES)
    if edges["oneLine"]:
        assert edges["first"] > edges["last"]

    passage = page.locator(".corpuskit .ck-passage").first
    box = passage.bounding_box()
    begin = passage.evaluate(EDGES)["first"]
    assert begin > box["x"] + box["width"] / 2, "an Arabic passage begins on the right"
    assert passage.locator("mark").count() >= 1
