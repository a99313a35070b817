"""Names of persons: lists of many origins, and what a sentence says about the word beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

import leerkring.kit.pii.words as w
from leerkring.kit.pii.allowed import Covered
from leerkring.kit.pii.context import COMMON
from leerkring.kit.pii.kinds import Finding, Kind
from leerkring.kit.pii.lookup import compact
from leerkring.kit.pii.slips import is_slip_of
from leerkring.kit.pii.words import Word

CERTAIN, LIKELY, POSSIBLE = 3, 2, 1
_NEAR = 60


@dataclass(slots=True)
class Seen:
    """A word that is read as part of a name, and how sure that is."""

    strength: int
    reason: str


def names(text: str, taken: Covered) -> Iterator[Finding]:
    """Persons' names; what lies within `taken` is something else or nobody's."""
    found = w.words(text)
    reading = Reading(text, found, taken)
    reading.judge()
    yield from reading.findings()


class Reading:
    """One text, its words, and which of them are read as names."""

    def __init__(self, text: str, found: list[Word], taken: Covered) -> None:
        self.text, self.words = text, found
        self.free = [(one.start, one.end) not in taken for one in found]
        self.seen: dict[int, Seen] = {}
        self.careless = w.is_written_small(found)

    def judge(self) -> None:
        for index in range(len(self.words)):
            word = self.words[index]
            if self.free[index] and (word.capital or not w.is_word(word.low)):
                strength, reason = self._strength(index)
                if strength >= LIKELY or (strength and self._deduce_agrees(index)):
                    self.seen[index] = Seen(max(strength, LIKELY), reason)
        self._initials()
        self._again()
        self._beside()

    def _strength(self, at: int) -> tuple[int, str]:
        """How sure it is that the word at this place is a name, and why."""
        word = self.words[at]
        if not w.can_be_name(word):
            return 0, ""
        told = w.told_before(self.words, at) or w.told_after(self.text, self.words, at)
        if not word.capital:
            return self._small(word, at, told)
        listed = w.is_first(word.low) or w.is_last(word.low)
        if (w.is_place(word.low) and not told) or w.after_organisation(self.words, at):
            return (
                (LIKELY, "list")
                if w.is_first(word.low)
                and not w.in_place(self.words, at)
                and not w.is_word(word.low)
                and not word.begins
                else (0, "")
            )
        if w.is_word(word.low):
            return self._ordinary(word, at, told, listed)
        if listed and (told or len(word.low) > 2):
            return CERTAIN, "list"
        if told:
            return CERTAIN, "context"
        if w.is_made_of_words(word.low) or word.shouted or w.is_near_organisation(self.words, at):
            return 0, ""
        return (LIKELY, "unknown") if not word.begins else (POSSIBLE, "unknown")

    def _deduce_agrees(self, at: int) -> bool:
        """Whether deduce reads a person here: an unknown word at the beginning of a sentence."""
        word = self.words[at]
        near = self.text[word.start : word.end + _NEAR]
        return any(start == 0 for start, _ in compact().persons(near))

    def _ordinary(self, word: Word, at: int, told: bool, listed: bool) -> tuple[int, str]:
        """A word of the language with a capital: Roos, Storm, Wolf."""
        if word.begins:
            if told and listed and (w.is_followed_like_person(self.text, self.words, at)):
                return CERTAIN, "context"
            alone = w.is_first(word.low) and word.low not in COMMON
            if alone and w.is_followed_like_person(self.text, self.words, at):
                return LIKELY, "list"
            return 0, ""
        if (told and listed) or (w.is_titled(self.words, at) and word.low not in COMMON):
            return CERTAIN, "context"
        return (LIKELY, "list") if w.is_first(word.low) and word.low not in COMMON else (0, "")

    def _small(self, word: Word, at: int, told: bool) -> tuple[int, str]:
        """A word without a capital: a name where the sentence says so, or where nothing has capitals."""
        if w.is_word(word.low) or w.is_place(word.low) or len(word.low) < 3:
            return 0, ""
        if told and (w.is_first(word.low) or w.is_last(word.low) or w.is_strange(word.low)):
            return CERTAIN, "context"
        if (
            w.is_first(word.low)
            and (word.begins or len(word.low) > 3)
            and w.is_strange(word.low)
            and w.is_followed_like_person(self.text, self.words, at)
        ):
            return LIKELY, "list"
        if (
            self.careless
            and (w.is_first(word.low) or w.is_last(word.low))
            and not w.is_made_of_words(word.low)
        ):
            return LIKELY, "list"
        return 0, ""

    def _initials(self) -> None:
        """A.B. de Vries; J. Kowalczyk: initials make a name of the word after them."""
        for match in w.INITIALS.finditer(self.text):
            at = w.index_at(self.words, match.start("name"))
            if at is None or not self.free[at] or w.is_abbreviation(match["initials"]):
                continue
            low = self.words[at].low
            many = match["initials"].count(".") > 1
            if (
                many
                or w.is_first(low)
                or w.is_last(low)
                or (w.is_strange(low) and w.can_be_name(self.words[at]))
            ):
                self.seen[at] = Seen(CERTAIN, "initials")

    def _again(self) -> None:
        """What is certainly a name somewhere is one everywhere, also with two letters changed round."""
        certain = {self.words[at].low for at, one in self.seen.items() if one.strength == CERTAIN}
        strange = {low for low in certain if len(low) >= 5}
        for at, word in enumerate(self.words):
            if (
                at in self.seen
                or not self.free[at]
                or (not word.capital and w.is_word(word.low))
                or not w.can_be_name(word)
            ):
                continue
            low = word.low[:-1] if word.low.endswith("s") and word.low[:-1] in certain else word.low
            same = low in certain and (word.capital or not w.is_word(low))
            alike = not w.is_word(low) and any(is_slip_of(low, one) for one in strange)
            if same or alike:
                self.seen[at] = Seen(CERTAIN, "again")

    def _beside(self) -> None:
        """A surname after a first name: prefixes, hyphens, two names joined by "en"."""
        end = -1
        for at in sorted(self.seen):
            if at <= end:
                continue
            end = at
            while (following := w.surname_after(self.words, end)) is not None and self.free[following]:
                if not w.may_follow_name(self.words[following], self.words[following - 1]):
                    break
                for one in range(end + 1, following + 1):
                    self.seen.setdefault(one, Seen(LIKELY, "beside"))
                end = following
            self._first_before(at)

    def _first_before(self, at: int) -> None:
        """A possible first name right before a surname, at the beginning of a sentence."""
        before = at - 1
        if before >= 0 and before not in self.seen and self.free[before] and w.adjoin(self.words, before, at):
            word = self.words[before]
            if word.capital and w.can_be_name(word) and not w.is_word(word.low) and not w.is_place(word.low):
                self.seen[before] = Seen(LIKELY, "beside")

    def findings(self) -> Iterator[Finding]:
        """Neighbouring words together, with initials and prefixes before them."""
        group: list[int] = []
        for at in sorted(self.seen):
            if group and (at != group[-1] + 1 or not w.joined(self.text, self.words, group[-1], at)):
                yield self._finding(group)
                group = []
            group.append(at)
        if group:
            yield self._finding(group)

    def _finding(self, group: list[int]) -> Finding:
        best = max((self.seen[at] for at in group), key=lambda one: one.strength)
        start = w.with_what_leads(self.text, self.words, group[0])
        certain = {CERTAIN: 0.95, LIKELY: 0.7}[best.strength]
        return Finding(Kind.NAME, start, self.words[group[-1]].end, certain, best.reason)
