"""The conversations: questions, answers, which answer was chosen."""

from dataclasses import dataclass
from datetime import datetime

from leerkring.core.entries.models import Entry, Link, Relation, Theme
from leerkring.core.entries.states import Openness, State
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import platform
from leerkring.domains.community.models import Contribution, ContributionKind
from leerkring.kit.richtext import from_plain
from leerkring.services.discussion.models import Reply
from leerkring.site.demo import corpus
from leerkring.site.demo.chance import answered_at, asked_at, draw
from leerkring.site.demo.corpus import Thread
from leerkring.site.demo.people import Cast
from leerkring.site.demo.spaces import Places, Written

PUBLIC_SHARE = 0.4
"""How many threads everybody may read."""

ROUND_SHARE = 0.55
"""How many questions with a helpful answer came round."""


@dataclass(frozen=True, slots=True)
class Told:
    """A thread with its rows."""

    thread: Thread
    entry: Contribution
    replies: list[Reply]
    chosen: Reply | None


def stage_threads(now: datetime, written: list[Written], places: Places) -> list[Told]:
    """The rows of all threads, not yet in the database; the counters of reactions are still 0."""
    rounds = _rounds(written)
    found = []
    for thread, writers in written:
        entry = _entry(thread, writers[0], places.of_thread[thread.id], now)
        replies = _replies(thread, entry, writers[1:], now)
        chosen = replies[_helpful(thread, writers)[0] - 1] if thread.id in rounds else None
        found.append(Told(thread, entry, replies, chosen))
        _close(found[-1], now)
    return found


def insert_threads(threads: list[Told]) -> None:
    """Insert the entries with their themes, replies and links."""
    Contribution.objects.bulk_create(told.entry for told in threads)
    Reply.objects.bulk_create(reply for told in threads for reply in told.replies)
    _load_themes(threads)
    _load_links({told.thread.id: told.entry for told in threads})


def load_drafts(cast: Cast) -> None:
    """What one of the personas has not finished yet."""
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    root = platform()
    for draft in corpus.drafts():
        entry = Contribution.objects.create(
            kind=draft.kind,
            title=draft.title,
            text=from_plain(draft.text),
            author=cast.people[draft.login],
            space=root,
        )
        entry.themes.set(themes[slug] for slug in draft.themes)


def _entry(thread: Thread, author: Person, space: Space, now: datetime) -> Contribution:
    at = asked_at(now, thread.days_ago, thread.id)
    is_public = draw("public", thread.id) < 10_000 * PUBLIC_SHARE
    return Contribution(
        kind=thread.kind,
        external_id=thread.id,
        title=thread.title,
        text=_paragraphs(thread.text),
        author=author,
        space=space,
        openness=thread.openness or (Openness.PUBLIC if is_public else Openness.MEMBERS),
        state=State.PUBLISHED,
        region=author.region,
        published_at=at,
        bumped_at=at,
    )


def _replies(thread: Thread, entry: Contribution, writers: list[Person], now: datetime) -> list[Reply]:
    asked = before = entry.published_at or now
    found = []
    for number, (answer, writer) in enumerate(zip(thread.answers, writers, strict=True), 1):
        before = answered_at(before, asked, answer.days_after, now, thread.id, number)
        found.append(
            Reply(entry=entry, number=number, author=writer, text=_paragraphs(answer.text), at=before)
        )
    entry.reply_count = len(found)
    entry.bumped_at = before
    return found


def _helpful(thread: Thread, writers: list[Person]) -> list[int]:
    """The numbers of the answers by others that helped, where the thread is a question."""
    if thread.kind != ContributionKind.QUESTION:
        return []
    answers = enumerate(zip(thread.answers, writers[1:], strict=True), 1)
    return [number for number, (answer, writer) in answers if answer.helpful and writer is not writers[0]]


def _rounds(written: list[Written]) -> set[str]:
    """The ids of the questions that came round: in every theme the same share, never all."""
    by_theme: dict[str, list[Thread]] = {}
    for thread, writers in written:
        if thread.is_round is None and _helpful(thread, writers):
            by_theme.setdefault(thread.themes[0], []).append(thread)
    found = {thread.id for thread, _writers in written if thread.is_round}
    for theme, threads in by_theme.items():
        threads.sort(key=lambda one: draw("round", theme, one.id))
        found |= {one.id for one in threads[: max(1, round(len(threads) * ROUND_SHARE))]}
    return found


def _close(told: Told, now: datetime) -> None:
    if told.chosen:
        told.chosen.is_chosen = True
        days = draw("closed", told.thread.id) % 4
        told.entry.round_at = answered_at(told.chosen.at, told.chosen.at, days, now, "closed", told.thread.id)


def _paragraphs(text: str) -> str:
    """Lines are broken at will in our own files; a blank line starts a paragraph."""
    return from_plain("\n\n".join(" ".join(part.split()) for part in text.split("\n\n")))


def _load_themes(found: list[Told]) -> None:
    themes = {theme.slug: theme.pk for theme in Theme.objects.all()}
    through = Entry.themes.through
    through.objects.bulk_create(
        through(entry_id=told.entry.pk, theme_id=themes[slug])
        for told in found
        for slug in told.thread.themes
    )


def _load_links(entries: dict[str, Contribution]) -> None:
    Link.objects.bulk_create(
        Link(of=entries[of], to=entries[to], relation=Relation.CAME_FROM) for of, to in corpus.links()
    )
