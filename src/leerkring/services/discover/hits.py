"""What the page of results shows of each entry: the found words, in the sentence they stand in."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from html import escape

from django.utils.safestring import SafeString

from leerkring.core.entries.models import Attachment, Entry
from leerkring.core.entries.queries import all_themes
from leerkring.core.people.faces import FACE, Face
from leerkring.core.people.models import Person
from leerkring.kit import dutch
from leerkring.kit.dutch import LEMMA, PART, SENSE
from leerkring.kit.fold import fold
from leerkring.kit.manifest import Said, said_under
from leerkring.kit.richtext import to_plain, without_quotes
from leerkring.kit.ui.templatetags.ui import ago
from leerkring.services.discover.infiles import InFile, sentences_with
from leerkring.services.discover.ranking import Query

LONGEST, AROUND = 260, 110
"""Letters of a sentence; of a longer one, how many around the first word that was found."""
MOST_ANSWERS, MOST_LIKELY, MOST_LETTERS = 40, 8, 1500
"""Of one entry, in how many of the first answers we look for the words at all, and in how many of those
closely; and of a text, in how many letters for names of several words."""


@dataclass(frozen=True, slots=True)
class File:
    """An attached file in whose name or description the words stand."""

    url: str
    name: SafeString


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the results, what was found marked in its texts. `answerer` is who wrote the answer in
    which the words stand, if they do; `href` leads to it. `is_near`: none of the words stand in it, it means
    the same.
    """

    href: str
    title: SafeString
    text: SafeString
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


@dataclass(frozen=True, slots=True)
class _Sought:
    """What the words of a query are found by: `lexemes`, and how those begin in a folded text.

    `number` tells how many words were asked for.
    """

    lexemes: frozenset[str]
    starts: frozenset[str]
    number: int

    @classmethod
    def of(cls, query: Query) -> "_Sought":
        starts = {one.lstrip(LEMMA + PART)[:4] for one in query.lexemes if one[0] != SENSE}
        return cls(query.marked, frozenset(starts), sum(bool(word.said) for word in query.words))

    def most_in(self, html: str) -> int:
        """How many beginnings of words stand in it, synonyms apart: faster than looking at each word."""
        return sum(map(fold(html).__contains__, self.starts))


def hits(entries: list[Entry], query: Query) -> list[Hit]:
    """Call with what `queries.results_of` gives. Where its text says too little, the answers are asked."""
    sought = _Sought.of(query)
    best = {one.pk: _in_text(to_plain(one.text), sought) for one in entries}
    there = {word for one in best.values() if one for word in one.words}
    wanted = min(len(there), max(1, sought.number))
    short = [pk for pk, one in best.items() if one is None or len(one.words) < wanted]
    for pk, answer in _in_answers(short, sought, wanted).items():
        own = best[pk]
        if own is None or len(answer.words) > len(own.words):
            best[pk] = answer
    silent = [pk for pk, one in best.items() if one is None]
    for part in sentences_with(sought.starts, silent):
        spans = dutch.spots(part.text, sought.lexemes)
        if not best[part.entry] and (sentence := _best(_sentences(part.text, spans))):
            best[part.entry] = replace(sentence, file=part)
    writers = Person.objects.only(*FACE).in_bulk([one.said.by for one in best.values() if one and one.said])
    return [_hit(one, sought.lexemes, best[one.pk], writers) for one in entries]


def _in_text(text: str, sought: _Sought) -> _Sentence | None:
    found = _best(_sentences(text, dutch.spots(text, sought.lexemes)))
    begin = text[:MOST_LETTERS]
    if found or not dutch.may_name(begin, sought.lexemes):
        return found
    return _best(_sentences(begin, dutch.places(begin, sought.lexemes)))


def _in_answers(entries: list[int], sought: _Sought, wanted: int) -> dict[int, _Sentence]:
    """The best sentence of the answers beneath each entry; one with as many words as are `wanted` will do."""
    likely: dict[int, list[tuple[int, Said]]] = {}
    for said in said_under(entries, MOST_ANSWERS):
        if most := sought.most_in(said.text):
            likely.setdefault(said.entry, []).append((most, said))
    best = ((pk, _best_answer(answers, sought, wanted)) for pk, answers in likely.items())
    return {pk: one for pk, one in best if one}


def _best_answer(answers: list[tuple[int, Said]], sought: _Sought, wanted: int) -> _Sentence | None:
    """Those with most beginnings come first; what holds fewer than were found is not looked at any more."""
    best: _Sentence | None = None
    for most, said in sorted(answers, key=lambda one: -one[0])[:MOST_LIKELY]:
        if best and len(best.words) >= min(most, wanted):
            break
        if sentence := _in_answer(said, sought, len(best.words) if best else 0):
            best = replace(sentence, said=said)
    return best


def _in_answer(said: Said, sought: _Sought, least: int) -> _Sentence | None:
    """The best sentence of an answer, if it has more than `least` words."""
    text = to_plain(without_quotes(said.text))
    spans = dutch.spots(text, sought.lexemes)
    if len({_word(text[a:b]) for a, b in spans}) <= least:
        return None
    best = _best(_sentences(text, spans))
    return best if best and len(best.words) > least else None


def _word(said: str) -> str:
    """What tells a word that was found from another one."""
    return fold(said)[:4]


def _sentences(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[_Sentence]:
    """Those with something found in them."""
    if not spans:
        return
    for start, end in dutch.sentences(text):
        within = tuple((a - start, b - start) for a, b in spans if start <= a and b <= end)
        if within:
            said = text[start:end]
            yield _Sentence(said, within, frozenset(_word(said[a:b]) for a, b in within))


def _best(sentences: Iterable[_Sentence]) -> _Sentence | None:
    return max(sentences, key=lambda one: len(one.words), default=None)


def _hit(
    entry: Entry, lexemes: AbstractSet[str], sentence: _Sentence | None, writers: dict[int, Person]
) -> Hit:
    said, face = sentence.said if sentence else None, entry.face
    theme = next((one for one in all_themes() if one.pk in entry.theme_ids), None)  # type: ignore[attr-defined]
    in_title, file = dutch.places(entry.title, lexemes), _file(entry, lexemes)
    if sentence and sentence.file and not file:
        there = Attachment(pk=sentence.file.file, name=sentence.file.name)
        file = File(there.get_absolute_url(), _marked(there.name, ()))
    return Hit(
        href=entry.get_absolute_url() + (said.anchor if said else ""),
        title=_marked(entry.title, in_title),
        text=_cut(_with_names(sentence, lexemes)) if sentence else _marked(entry.excerpt, ()),
        answerer=entry.face_under(writers[said.by]) if said else None,
        file=file,
        in_file=bool(sentence and sentence.file),
        is_near=not (sentence or file or in_title),
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


def _file(entry: Entry, lexemes: AbstractSet[str]) -> File | None:
    """The attached file with most of the words."""
    found: tuple[int, File] | None = None
    for one in entry.file_facts:  # type: ignore[attr-defined]
        text = f"{one['name']} {one['description']}".strip()
        spans = dutch.places(text.replace("_", " "), lexemes)
        if len(spans) > (found[0] if found else 0):
            url = Attachment(pk=one["pk"], name=one["name"]).get_absolute_url()
            found = len(spans), File(url, _marked(text, spans))
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


def _with_names(sentence: _Sentence, lexemes: AbstractSet[str]) -> _Sentence:
    """The same with names of several words marked as well."""
    spans = dutch.places(sentence.text, lexemes)
    return replace(sentence, spans=tuple(spans)) if spans else sentence


def _cut(sentence: _Sentence) -> SafeString:
    """The sentence; of a long one what stands around the first word that was found."""
    text, spans = sentence.text, sentence.spans
    if len(text) <= LONGEST:
        return _marked(text, spans)
    first, last = spans[0]
    start, end = max(0, first - AROUND), min(len(text), last + AROUND)
    start = text.find(" ", start, first) + 1 if start else 0
    end = max(text.rfind(" ", last, end), last) if end < len(text) else end
    inside = [(a - start, b - start) for a, b in spans if start <= a and b <= end]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return SafeString(f"{before}{_marked(text[start:end], inside)}{after}")  # nosec B703 B308 (marked escapes)


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """A plain text as HTML, with these spans marked. Tens of them a page: a template takes too long."""
    made, at = [], 0
    for start, end in spans:
        made.append(f'{escape(text[at:start])}<mark class="found">{escape(text[start:end])}</mark>')
        at = end
    return SafeString("".join(made) + escape(text[at:]))  # nosec B703 B308 (escaped here)
