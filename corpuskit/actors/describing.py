"""Names that only describe the noun before them, or that another word makes another name."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpuskit.actors.defaults import (
    PRONOUNS,
    agrees,
    is_definite,
    is_head,
    may_be_name,
    owns,
    read_context,
    stands_alone,
)
from corpuskit.actors.dictionary import is_dictionary_word
from corpuskit.actors.folding import fold_stop_words
from corpuskit.actors.reading import Reader, strip_particles
from corpuskit.actors.surroundings import REACH, look, look_among, look_for, stands_beside

Integers = NDArray[np.int64]
Marks = NDArray[np.bool_]


def is_adjective(reader: Reader, at: Integers, clitic: Integers, *, owned: bool = False) -> Marks:
    """Tell which names of states describe the noun before them: الحدود الجنوبية السعودية.

    Parameters
    ----------
    reader : Reader
        The tokens and texts.
    at, clitic : ndarray of shape (n_hits,)
        First token and attached letters of each name, a definite feminine adjective in form.
    owned : bool, default False
        Also behind a noun with a pronoun (شؤونها الداخلية).

    Returns
    -------
    ndarray of bool
        True behind a definite noun or adjective that agrees with a feminine, behind a genitive
        whose head does (وسائل الإعلام السعودية), and behind a proper name with a head (صحيفة
        عكاظ السعودية); not in المملكة العربية السعودية.
    """
    first = reader.neighbours(at, 1)
    second = np.where(first >= 0, reader.neighbours(at, 2), -1)
    definite, fits = look(reader, first, is_definite), look(reader, first, agrees)
    genitive = definite & ~fits & look(reader, first, _is_singular)
    construct = ~look(reader, second, is_definite) & look(reader, second, agrees)
    named = ~definite & look(reader, first, may_be_name) & look(reader, second, is_head)
    kingdom = look_for(reader, first, "العربيه") & look(reader, second, _is_kingdom)
    found = (definite & fits & ~look(reader, first, stands_alone)) | (genitive & construct) | named
    if owned:
        # المسابقات المحلية والخارجية
        more = np.flatnonzero((clitic > 0) & definite & look(reader, second, is_definite))
        more = more[look(reader, second[more], agrees)]
        joined = np.zeros(len(at), np.bool_)
        joined[more] = look(reader, first[more], _ends_in_nisba)
        rest = np.flatnonzero(~found & ~definite & (clitic == 0))
        found[rest] = look(reader, first[rest], _owns)
        return (found & (clitic == 0)) | joined
    return found & ~kingdom & (clitic == 0)


def is_office(reader: Reader, at: Integers, clitic: Integers) -> Marks:
    """Tell which names of bodies end a minister's title or a list of ministries.

    وزير *الداخلية*, وزيرا الدفاع و*الداخلية*, وزارة الثقافة و*الإعلام*.
    """
    found = np.zeros(len(at), np.bool_)
    found |= stands_beside(reader, at, 1, read_context("minister"))  # وزيرا للداخلية
    rows = np.flatnonzero(clitic > 0)
    place = at[rows]
    for _ in range(REACH):
        before = reader.neighbours(place, 1)
        found[rows[look_among(reader, before, _ministries()) & (place < at[rows])]] = True
        go = look(reader, before, is_definite)
        rows, place = rows[go], place[go] - 1
    return found


def is_described(reader: Reader, at: Integers, length: Integers, name: str) -> Marks:
    """Tell behind which nouns an adjective makes another body of them: المعارضة *التركية*.

    The words of the folded name of the actor do not.
    """
    after = reader.neighbours(at + length - 1, -1)
    feminine = look(reader, reader.codes[at].astype(np.int64), _is_feminine)
    nisba = look(reader, after, _is_nisba) & ~look_for(reader, after, *name.split())
    return nisba & (look(reader, after, _is_feminine) == feminine)


def _is_nisba(word: str) -> bool:
    definite = word.startswith("ال") and word.endswith(("ي", "يه"))
    return definite and word not in fold_stop_words()


def _is_feminine(word: str) -> bool:
    return word.endswith("ه")


def _ends_in_nisba(word: str) -> bool:
    return word.endswith("يه")


def _is_kingdom(word: str) -> bool:
    return word.endswith("مملكه")


def _owns(word: str) -> bool:
    return any(map(owns, strip_particles(word)))


def is_adjective_of_plural(reader: Reader, at: Integers, clitic: Integers) -> Marks:
    """Tell which names of states describe an indefinite plural: جنسيات سورية, جنسيات غير سورية."""
    before = reader.neighbours(at, 1)
    return look(reader, before, _is_plural) & (clitic == 0)


def _is_plural(word: str) -> bool:
    return word == "غير" or (word.endswith("ات") and not is_definite(word))


def is_indefinite(reader: Reader, last: Integers) -> Marks:
    """Tell which tokens end in tanwin, as adjectives and no states do: لاجئاً نيجيرياً."""
    found = np.zeros(len(last), np.bool_)
    rows = np.flatnonzero(reader.has_marks(last))
    printed = reader.spans(last[rows], np.ones(len(rows), np.int64))
    found[rows] = [word.endswith(("اً", "ًا")) for word in printed]
    return found


@cache
def _ministries() -> frozenset[str]:
    return read_context("minister") | read_context("ministry")


def is_nationality(reader: Reader, at: Integers, clitic: Integers) -> Marks:
    """Tell which names in ي only say of what people or side something is: الوجود *الحوثي*.

    Behind a word with the article that is no rank: الرئيس *التركي*, not اللواء *التركي*.
    """
    one = reader.neighbours(at, 1)
    found = look(reader, one, is_definite) & ~look_among(reader, one, read_context("rank"))
    found |= look(reader, one, _has_pronoun)
    joined = look(reader, one, is_definite) & look(reader, one, _ends_in_y)
    return np.where(clitic == 0, found, joined)


def _ends_in_y(word: str) -> bool:
    return word.endswith("ي")


def _has_pronoun(word: str) -> bool:
    """Tell whether a folded word is a noun with a pronoun: مجتمعنا; not ه, as in جماعه, folded."""
    bare = strip_particles(word)[-1]
    stem = next((bare.removesuffix(one) for one in PRONOUNS[:-1] if bare.endswith(one)), "")
    return len(stem) > 2 and is_dictionary_word(stem) and stem not in read_context("spoke")


def _is_singular(word: str) -> bool:
    return not word.endswith(("ي", "ون", "ين")) or word.startswith("الت")  # التأمين
