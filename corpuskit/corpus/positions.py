"""What a line is by where it stands: a title, a section, a heading."""

from corpuskit.corpus.lines import PICTURE, STOP_AT_END, Line, ends_with_stop

_TITLE_LIMIT = 220


def title_at_picture(text: str, title: str) -> tuple[int, str, str] | None:
    """Return how long a title is that is repeated before the address of a picture."""
    if title and text.startswith(title) and PICTURE.match(text[len(title) :].lstrip()):
        return len(title), "repeat", "repeats the title"
    return None


def is_title(text: str) -> bool:
    """Say whether a line can be a title: short, or longer and without a stop."""
    return len(text) <= 120 or (len(text) <= _TITLE_LIMIT and not STOP_AT_END.search(text))


def is_section_above(lines: list[Line]) -> bool:
    """Say whether the first line is a section: short, alone, above a longer headline."""
    first, second = lines[0], lines[1]
    return (
        len(lines) > 2
        and len(first.text) <= 30
        and len(first.text.split()) <= 3
        and second.block > first.block
        and lines[2].block > second.block
        and len(first.text) * 2 <= len(second.text) <= 200
        and not STOP_AT_END.search(second.text)
        and not STOP_AT_END.search(first.text)
    )


def is_section_below(lines: list[Line], at: int) -> bool:
    """Say whether a line between title and article is a section: short and alone."""
    line = lines[at]
    return (
        0 < at < len(lines) - 1
        and lines[at + 1].block > line.block > lines[at - 1].block
        and len(line.text.split()) <= 5
        and not STOP_AT_END.search(line.text)
        and not any(c.isdigit() for c in line.text)
    )


def is_heading(above: str, text: str, below: str) -> bool:
    """Say whether a line is a sub-heading: short, without a stop, between paragraphs."""
    return (
        len(text) <= 60
        and len(text.split()) <= 8
        and not STOP_AT_END.search(text)
        and len(below) > 80
        and ends_with_stop(above)
    )
