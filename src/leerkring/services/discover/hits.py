"""What the page of results shows of each entry: the found words, in the sentence they stand in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from leerkring.core.entries.models import Attachment, Entry
from leerkring.core.entries.queries import all_themes
from leerkring.core.people.faces import FACE, Face
from leerkring.core.people.models import Person
from leerkring.kit import dutch
from leerkring.kit.dutch import PART, SENSE
from leerkring.kit.fold import fold
from leerkring.kit.manifest import Said, said_under
from leerkring.kit.richtext import to_plain, without_quotes
from leerkring.kit.ui.templatetags.ui import ago
from leerkring.services.discover.infiles import InFile, sentences_with
from leerkring.services.discover.ranking import Query

LONGEST, AROUND = 260, 110
"""Letters of a sentence; of a longer one, how many around the first word that was found."""
MOST_ANSWERS, MOST_LETTERS = 40, 1500
"""Of one entry, in how many of the first answers we look for the words; and of a text, in how many letters
for names of several words."""


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    found: bool


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class File:
    """An attached file in whose name or description the words stand."""

    url: str
    name: Pieces


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the results. `answerer` is who wrote the answer in which the words stand, if they do;
    `href` leads to it. `is_near`: none of the words stand in it, it means the same.
    """

    href: str
    title: Pieces
    text: Pieces
    answerer: Face | None
    file: File | None
    in_file: bool
    is_near: bool
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
    said: Said | None = None
    file: InFile | None = None


def hits(entries: list[Entry], query: Query) -> list[Hit]:
    """Call with what `queries.results_of` gives. Where its text says too little, the answers are asked."""
    best = {one.pk: _in_text(to_plain(one.text), query) for one in entries}
    there = {word for one in best.values() if one for word in one.words}
    wanted = min(len(there), max(1, sum(bool(word.said) for word in query.words)))
    short = [pk for pk, one in best.items() if one is None or len(one.words) < wanted]
    for pk, answer in _in_answers(short, query, wanted).items():
        own = best[pk]
        if own is None or len(answer.words) > len(own.words):
            best[pk] = answer
    silent = [pk for pk, one in best.items() if one is None]
    for part in sentences_with(_starts(query), silent):
        spans = dutch.spots(part.text, _wanted(query))
        if not best[part.entry] and (sentence := _best(_sentences(part.text, spans))):
            best[part.entry] = replace(sentence, file=part)
    writers = Person.objects.only(*FACE).in_bulk([one.said.by for one in best.values() if one and one.said])
    return [_hit(one, query, best[one.pk], writers) for one in entries]


def _in_text(text: str, query: Query) -> _Sentence | None:
    wanted = _wanted(query)
    found = _best(_sentences(text, dutch.spots(text, wanted)))
    if found or not any(one[0] == SENSE for one in wanted):
        return found
    begin = text[:MOST_LETTERS]
    return _best(_sentences(begin, marks(begin, query)))


def _in_answers(entries: list[int], query: Query, wanted: int) -> dict[int, _Sentence]:
    """The best sentence of the answers beneath each entry; one with as many words as are `wanted` will do."""
    begins, lexemes = _begins(query), _wanted(query)
    found: dict[int, _Sentence] = {}
    for said in said_under(entries, MOST_ANSWERS):
        there = found.get(said.entry)
        if (there is None or len(there.words) < wanted) and begins.search(fold(said.text)):
            text = to_plain(without_quotes(said.text))
            sentence = _best(_sentences(text, dutch.spots(text, lexemes)))
            if sentence and (there is None or len(sentence.words) > len(there.words)):
                found[said.entry] = replace(sentence, said=said)
    return found


def _begins(query: Query) -> re.Pattern[str]:
    """Where one of the words that are looked for may stand in a folded text."""
    return re.compile("|".join(sorted(map(re.escape, _starts(query)))) or r"(?!)")


def _starts(query: Query) -> set[str]:
    """How a word that is looked for begins, in every form that it is found by."""
    return {lexeme.lstrip("~+")[:4] for word in query.words for lexeme in word.lexemes}


def _sentences(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[_Sentence]:
    """Those with something found in them."""
    if not spans:
        return
    for start, end in dutch.sentences(text):
        within = tuple((a - start, b - start) for a, b in spans if start <= a and b <= end)
        if within:
            said = text[start:end]
            yield _Sentence(said, within, frozenset(fold(said[a:b])[:4] for a, b in within))


def _best(sentences: Iterable[_Sentence]) -> _Sentence | None:
    return max(sentences, key=lambda one: len(one.words), default=None)


def _hit(entry: Entry, query: Query, sentence: _Sentence | None, writers: dict[int, Person]) -> Hit:
    said, face = sentence.said if sentence else None, entry.face
    theme = next((one for one in all_themes() if one.pk in entry.theme_ids), None)  # type: ignore[attr-defined]
    title, file = _pieces(entry.title, marks(entry.title, query)), _file(entry, query)
    if sentence and sentence.file and not file:
        there = Attachment(pk=sentence.file.file, name=sentence.file.name)
        file = File(there.get_absolute_url(), (Piece(there.name, found=False),))
    return Hit(
        href=entry.get_absolute_url() + (said.anchor if said else ""),
        title=title,
        text=_cut(_with_names(sentence, query)) if sentence else (Piece(entry.excerpt, found=False),),
        answerer=entry.face_under(writers[said.by]) if said else None,
        file=file,
        in_file=bool(sentence and sentence.file),
        is_near=not (sentence or file or any(one.found for one in title)),
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


def _file(entry: Entry, query: Query) -> File | None:
    """The attached file with most of the words."""
    found: tuple[int, File] | None = None
    for one in entry.file_facts:  # type: ignore[attr-defined]
        text = f"{one['name']} {one['description']}".strip()
        spans = marks(text.replace("_", " "), query)
        if len(spans) > (found[0] if found else 0):
            url = Attachment(pk=one["pk"], name=one["name"]).get_absolute_url()
            found = len(spans), File(url, _pieces(text, spans))
    return found[1] if found else None


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


def _with_names(sentence: _Sentence, query: Query) -> _Sentence:
    """The same with names of several words marked as well."""
    spans = marks(sentence.text, query)
    return replace(sentence, spans=tuple(spans)) if spans else sentence


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
    wanted = _wanted(query)
    spans: list[tuple[int, int]] = []
    for term in dutch.terms(text):
        if term.lexeme in wanted and (not spans or term.start >= spans[-1][1]):
            spans.append((term.start, term.end))
    return spans


def _wanted(query: Query) -> frozenset[str]:
    return frozenset(lexeme for lexeme in query.lexemes if lexeme[0] != PART)
