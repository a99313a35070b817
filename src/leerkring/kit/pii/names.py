"""Names of persons: lists of many origins, and what a sentence says about the word beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

import leerkring.kit.pii.surroundings as near
import leerkring.kit.pii.words as w
from leerkring.kit.pii.allowed import Covered
from leerkring.kit.pii.context import COMMON, RATHER_NAMES, SURNAME_PREFIXES, THINKERS, TITLES, TOLD_NAMES
from leerkring.kit.pii.elsewhere import elsewhere
from leerkring.kit.pii.kinds import Finding, Kind
from leerkring.kit.pii.language import announced_in_english, english_words, is_no_english_name
from leerkring.kit.pii.lookup import compact
from leerkring.kit.pii.notation import written_as_names
from leerkring.kit.pii.shape import likeness
from leerkring.kit.pii.slips import is_slip_of
from leerkring.kit.pii.words import Word

CERTAIN, LIKELY, POSSIBLE = 3, 2, 1
_NEAR = 60
# By its letters alone, and with something that says it is a person.
_LIKE_A_NAME, _RATHER_NAME_THAN_NOT = 0.5, -0.4


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
        others = Covered(elsewhere(text, found))
        self.free = [
            (one.start, one.end) not in taken and (one.start, one.end) not in others for one in found
        ]
        self.english = english_words(found)
        self.seen: dict[int, Seen] = {}
        self.careless = w.is_written_small(found)

    def judge(self) -> None:
        for index in range(len(self.words)):
            word = self.words[index]
            if self.free[index] and self._may_be(word, index):
                strength, reason = self._strength(index)
                if strength >= LIKELY or (strength and self._deduce_agrees(index)):
                    self.seen[index] = Seen(max(strength, LIKELY), reason)
        for index, reason in written_as_names(self.text, self.words):
            if self.free[index]:
                self.seen[index] = Seen(CERTAIN, reason)
        self._again()
        self._beside()

    def _may_be(self, word: Word, at: int) -> bool:
        """Whether it is worth looking: a capital, no word of the language, or one that is a name too."""
        if word.capital or not w.is_word(word.low):
            return True
        before = self.words[at - 1].low if at else ""
        return before in SURNAME_PREFIXES or (
            self.careless and (word.low in RATHER_NAMES or word.low in TOLD_NAMES)
        )

    def _strength(self, at: int) -> tuple[int, str]:
        """How sure it is that the word at this place is a name, and why."""
        word = self.words[at]
        if not w.can_be_name(word):
            return 0, ""
        if self.english[at]:
            return self._in_english(word, at)
        before = near.told_before(self.words, at)
        if "(" in word.gap and w.is_place(word.low):
            before = False
        told = before or near.told_after(self.text, self.words, at)
        if not word.capital:
            return self._small(word, at, told)
        return (0, "") if self._is_thing(word, at) else self._with_capital(word, at, before, told)

    def _with_capital(self, word: Word, at: int, before: bool, told: bool) -> tuple[int, str]:
        """`before`: the words before announce a name; `told`: those or what follows."""
        listed = w.is_first(word.low) or w.is_last(word.low)
        if near.has_prefix(self.words, at) and (listed or w.is_strange(word.low)):
            return CERTAIN, "context"
        if (w.is_place(word.low) and not told) or near.after_organisation(self.words, at):
            return self._in_spite(word, at)
        if w.is_word(word.low):
            return self._ordinary(word, at, told, listed)
        if listed and (told or len(word.low) > 2 or self._is_supported(at)):
            return self._listed(word, at, told)
        if before or (told and not w.is_made_of_words(word.low)):
            return CERTAIN, "context"
        return self._unknown(word, at)

    def _is_thing(self, word: Word, at: int) -> bool:
        """An organisation, an author of theory, something that is named after somebody."""
        if (
            self.text[word.end : word.end + 1] == "&"
            or near.after_firm(self.words, at)
            or near.is_part_of_thing(self.words, at)
        ):
            return True
        if near.of_thought(self.words, at):
            return True
        return word.low in THINKERS and near.stands_alone(self.words, at) and not self._is_titled(at)

    def _is_titled(self, at: int) -> bool:
        return at > 0 and (self.words[at - 1].low in TITLES or near.told_before(self.words, at))

    def _in_spite(self, word: Word, at: int) -> tuple[int, str]:
        """A place, or the name of an organisation, that is a first name too."""
        if word.begins or near.in_place(self.words, at) or not w.is_first(word.low):
            return 0, ""
        if w.is_word(word.low) and (word.low in COMMON or near.after_organisation(self.words, at)):
            return 0, ""
        return LIKELY, "list"

    def _listed(self, word: Word, at: int, told: bool) -> tuple[int, str]:
        if w.is_first(word.low) or told:
            return CERTAIN, "list"
        if near.in_place(self.words, at):
            return 0, ""
        alone = near.behind_article(self.words, at) and near.stands_alone(self.words, at)
        if alone and not self._is_titled(at):
            return 0, ""
        if w.is_english(word.low) and not self._is_supported(at):
            return 0, ""
        return CERTAIN, "list"

    def _unknown(self, word: Word, at: int) -> tuple[int, str]:
        """On no list: a name where something says so."""
        if w.is_made_of_words(word.low) or word.shouted or near.is_near_organisation(self.words, at):
            return 0, ""
        if w.is_english(word.low) or near.sounds_like_thing(word.low) or near.in_place(self.words, at):
            return 0, ""
        if near.makes_full_name(self.words, at):
            return LIKELY, "unknown"
        if word.begins and not (self._is_supported(at) and likeness(word.low) > _LIKE_A_NAME):
            return POSSIBLE, "unknown"
        least = _RATHER_NAME_THAN_NOT if self._is_supported(at) else _LIKE_A_NAME
        return (LIKELY, "unknown") if likeness(word.low) > least else (0, "")

    def _is_supported(self, at: int) -> bool:
        return near.is_supported(self.text, self.words, at, after_name=at - 2 in self.seen)

    def _in_english(self, word: Word, at: int) -> tuple[int, str]:
        """In an English sentence a capital says less: names from the list, and who is announced."""
        low = word.low
        if not word.capital or is_no_english_name(low) or w.is_place(low) or self._is_thing(word, at):
            return 0, ""
        if announced_in_english(self.words, at) and not word.begins:
            return CERTAIN, "context"
        if not w.is_first(low) or low in COMMON:
            return 0, ""
        ordinary = w.is_english(low) or w.is_word(low)
        return (0, "") if ordinary and word.begins else (LIKELY, "list")

    def _deduce_agrees(self, at: int) -> bool:
        """Whether deduce reads a person here: an unknown word at the beginning of a sentence."""
        word = self.words[at]
        near = self.text[word.start : word.end + _NEAR]
        return any(start == 0 for start, _ in compact().persons(near))

    def _ordinary(self, word: Word, at: int, told: bool, listed: bool) -> tuple[int, str]:
        """A word of the language with a capital: Roos, Storm, Wolf."""
        if word.begins:
            if told and listed and (near.is_followed_like_person(self.text, self.words, at)):
                return CERTAIN, "context"
            alone = w.is_first(word.low) and word.low not in COMMON
            if alone and (
                near.is_followed_like_person(self.text, self.words, at)
                or near.is_signature(self.text, self.words, at)
            ):
                return LIKELY, "list"
            return 0, ""
        if (told and listed) or (near.is_titled(self.words, at) and word.low not in COMMON):
            return CERTAIN, "context"
        return (LIKELY, "list") if w.is_exactly_first(word.low) and word.low not in COMMON else (0, "")

    def _small(self, word: Word, at: int, told: bool) -> tuple[int, str]:
        """A word without a capital: a name where the sentence says so, or where nothing has capitals."""
        if w.is_word(word.low) or word.low in COMMON or len(word.low) < 3:
            return self._small_word(word, at)
        if w.is_place(word.low):
            return 0, ""
        linked = self.words[at - 1].low in SURNAME_PREFIXES and not near.is_titled(self.words, at)
        if told and (w.is_first(word.low) or w.is_last(word.low) or (w.is_strange(word.low) and not linked)):
            return CERTAIN, "context"
        if (
            w.is_first(word.low)
            and (word.begins or len(word.low) > 3)
            and w.is_strange(word.low)
            and near.is_followed_like_person(self.text, self.words, at)
        ):
            return LIKELY, "list"
        if (
            self.careless
            and (w.is_first(word.low) or w.is_last(word.low))
            and not w.is_made_of_words(word.low)
        ):
            return LIKELY, "list"
        return 0, ""

    def _small_word(self, word: Word, at: int) -> tuple[int, str]:
        """A word without a capital that is a name all the same: "moeder roos", "fam de boer"."""
        before = near.told_before(self.words, at)
        prefixed = at > 1 and self.words[at - 1].low in SURNAME_PREFIXES
        if prefixed and near.is_titled(self.words, at) and w.is_last(word.low):
            return CERTAIN, "context"
        if not self.careless or len(word.low) < 2:
            return 0, ""
        if len(word.low) == 2:
            return (LIKELY, "context") if before and word.low in TOLD_NAMES else (0, "")
        if word.low in RATHER_NAMES:
            return LIKELY, "list"
        told = before or near.told_after(self.text, self.words, at)
        return (LIKELY, "context") if told and word.low in TOLD_NAMES else (0, "")

    def _again(self) -> None:
        """What is certainly a name somewhere is one everywhere, also with two letters changed round."""
        certain = {self.words[at].low for at, one in self.seen.items() if one.strength == CERTAIN}
        likely = {self.words[at].low for at in self.seen if w.is_exactly_first(self.words[at].low)} - COMMON
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
            if same or alike or (word.capital and low in likely):
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
