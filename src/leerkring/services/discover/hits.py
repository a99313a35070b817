"""What the page of results shows of each entry: the found words, in the sentence they stand in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from leerkring.core.entries.models import Entry
from leerkring.core.entries.queries import all_themes
from leerkring.kit import dutch
from leerkring.kit.dutch import PART
from leerkring.kit.fold import fold
from leerkring.kit.manifest import said_under
from leerkring.kit.richtext import to_plain, without_quotes
from leerkring.kit.ui.templatetags.ui import ago
from leerkring.services.discover.ranking import Query

LONGEST, AROUND = 260, 110
"""Letters of a sentence; of a longer one, how many around the first word that was found."""
MOST_ANSWERS = 40
"""Of one entry, in how many of the first answers we look for the words."""
_SENTENCE = re.compile(r"[^.?!…\n]+(?:[.?!…]+|\n|$)")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    found: bool


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the results. `answered` tells that the words stand in an answer."""

    href: str
    title: Pieces
    text: Pieces
    answered: bool
    standing: str
    replies: int
    kind: str
    theme: str
    tone: str
    facts: tuple[str, ...]
    has_place: bool
    moved: SafeString
    space: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    spans: tuple[tuple[int, int], ...]
    words: frozenset[str]


def hits(entries: list[Entry], query: Query) -> list[Hit]:
    """Call with what `queries.entries_of` gives. Where its text says too little, the answers are asked."""
    best = {one.pk: _best(_sentences(to_plain(one.text), query)) for one in entries}
    wanted = len({word for one in best.values() if one for word in one.words})
    short = [pk for pk, one in best.items() if one is None or len(one.words) < wanted]
    answers = _in_answers(short, query)
    return [_hit(one, query, best[one.pk], answers.get(one.pk)) for one in entries]


def _in_answers(entries: list[int], query: Query) -> dict[int, _Sentence]:
    starts = {lexeme.lstrip("~+")[:4] for word in query.words for lexeme in word.lexemes}
    found: dict[int, _Sentence] = {}
    for said in said_under(entries):
        folded = fold(said.text)
        if said.number <= MOST_ANSWERS and any(start in folded for start in starts):
            sentence = _best(_sentences(to_plain(without_quotes(said.text)), query))
            there = found.get(said.entry)
            if sentence and (there is None or len(sentence.words) > len(there.words)):
                found[said.entry] = sentence
    return found


def _sentences(text: str, query: Query) -> Iterator[_Sentence]:
    spans = marks(text, query)
    if not spans:
        return
    for part in _SENTENCE.finditer(text):
        start, end = part.span()
        within = tuple((a - start, b - start) for a, b in spans if start <= a and b <= end)
        if within:
            said = part[0]
            yield _Sentence(said, within, frozenset(fold(said[a:b])[:4] for a, b in within))


def _best(sentences: Iterable[_Sentence]) -> _Sentence | None:
    return max(sentences, key=lambda one: len(one.words), default=None)


def _hit(entry: Entry, query: Query, own: _Sentence | None, answer: _Sentence | None) -> Hit:
    answered = answer is not None and (own is None or len(answer.words) > len(own.words))
    sentence = answer if answered else own
    face = entry.face
    theme = next((one for one in all_themes() if one.pk in entry.theme_ids), None)  # type: ignore[attr-defined]
    return Hit(
        href=entry.get_absolute_url(),
        title=_pieces(entry.title, marks(entry.title, query)),
        text=_cut(sentence) if sentence else (Piece(entry.excerpt, found=False),),
        answered=answered,
        standing=standing(entry),
        replies=entry.reply_count,
        kind=entry.kind_label,
        theme=theme.name if theme else "",
        tone=theme.tone if theme else "",
        facts=face.facts,
        has_place=not face.is_pseudonymous,
        moved=ago(entry.bumped_at) if entry.bumped_at else SafeString(""),
        space=entry.space.name if entry.is_closed else "",
    )


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in a short list of what looks like something."""

    title: str
    url: str
    standing: str
    replies: int


def line(entry: Entry) -> Line:
    return Line(entry.title, entry.get_absolute_url(), standing(entry), entry.reply_count)


def standing(entry: Entry) -> str:
    """How the ring beside an entry is drawn."""
    if entry.round_at:
        return "round"
    return "open" if entry.comes_round and not entry.reply_count else "reactions"


def _cut(sentence: _Sentence) -> Pieces:
    """The sentence; of a long one what stands around the first word that was found."""
    text, spans = sentence.text, sentence.spans
    if len(text) <= LONGEST:
        return _pieces(text, spans)
    first, last = spans[0]
    start, end = max(0, first - AROUND), min(len(text), last + AROUND)
    start = text.find(" ", start, first) + 1 if start else 0
    end = max(text.rfind(" ", last, end), last) if end < len(text) else end
    inside = [(a - start, b - start) for a, b in spans if start <= a and b <= end]
    before = (Piece("… ", found=False),) if start else ()
    after = (Piece(" …", found=False),) if end < len(text) else ()
    return (*before, *_pieces(text[start:end], inside), *after)


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Pieces:
    made, at = [], 0
    for start, end in spans:
        made += [Piece(text[at:start], found=False), Piece(text[start:end], found=True)]
        at = end
    made.append(Piece(text[at:], found=False))
    return tuple(one for one in made if one.text)


def marks(text: str, query: Query) -> list[tuple[int, int]]:
    """Where in a plain text the words of a query stand: spans in order, none overlapping."""
    wanted = {lexeme for lexeme in query.lexemes if lexeme[0] != PART}
    spans: list[tuple[int, int]] = []
    for term in dutch.terms(text):
        if term.lexeme in wanted and (not spans or term.start >= spans[-1][1]):
            spans.append((term.start, term.end))
    return spans
