from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.kit.manifest import Manifest, Notice, PersonalData, Verb, register
from leerkring.services.discussion.models import Mention, Recognition, Reply
from leerkring.services.discussion.queries import followers, muters, said_under


def _asker(reply: Reply) -> QuerySet[Person]:
    return Person.objects.filter(pk=reply.entry.author_id)


def _other_followers(reply: Reply) -> QuerySet[Person]:
    return followers(reply.entry).exclude(pk=reply.entry.author_id)


def _named_in(reply: Reply) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=Mention.objects.filter(reply=reply).values("person_id"))


def _named(mention: Mention) -> QuerySet[Person]:
    return Person.objects.filter(pk=mention.person_id)


def _mention(verb: str, to: Callable[..., QuerySet[Person]]) -> Notice:
    """Somebody is called by name: in a new answer, or in what was there already."""
    return Notice(
        verb,
        "mention",
        _("Somebody names you with @"),
        to=to,
        template="discussion/notices/mention",
        aim="called",
    )


def _felt_asker(entry: Entry) -> QuerySet[Person]:
    felt = Recognition.objects.filter(entry=entry).exists()
    return Person.objects.filter(pk=entry.author_id) if felt else Person.objects.none()


def _helper(reply: Reply) -> QuerySet[Person]:
    return Person.objects.filter(pk=reply.author_id)


def _everyone_involved(reply: Reply) -> QuerySet[Person]:
    """Followers and recognisers, but not whose answer was chosen: that person gets the better news."""
    recognised = Recognition.objects.filter(entry=reply.entry).values("person_id")
    people = Person.objects.filter(pk__in=recognised) | followers(reply.entry)
    return people.exclude(pk=reply.author_id)


register(
    Manifest(
        verbs=(
            Verb("discussion.replied", _("answered"), changes="its entry"),
            Verb("discussion.reply_edited", _("changed an answer"), changes="its entry"),
            Verb("discussion.version_forgotten", _("removed what an answer once said"), changes="its entry"),
            Verb("discussion.taken_away", _("took an answer away"), changes="its entry"),
            Verb("discussion.put_back", _("put an answer back"), changes="its entry"),
            Verb("discussion.mentioned", _("named somebody"), changes="no page"),
            Verb("discussion.found_helpful", _("found an answer helpful"), changes="its entry"),
            Verb("discussion.came_round", _("chose the answer that helped"), changes="its entry"),
            Verb("discussion.reopened", _("opened the circle again"), changes="its entry"),
            Verb("discussion.recognised", _("has this too"), changes="its entry"),
            Verb("discussion.followed", _("follows"), changes="no page"),
            Verb("discussion.unfollowed", _("no longer follows"), changes="no page"),
        ),
        notices=(
            Notice(
                "discussion.replied",
                "answer",
                _("Somebody answers your question or contribution"),
                to=_asker,
                template="discussion/notices/answer",
                grouped=True,
            ),
            _mention("discussion.replied", _named_in),
            Notice(
                "discussion.replied",
                "followed_answer",
                _("A new answer in what you follow"),
                to=_other_followers,
                template="discussion/notices/followed_answer",
                aim="followed",
                grouped=True,
            ),
            Notice(
                "discussion.came_round",
                "chosen",
                _("Your answer helped and was chosen"),
                to=_helper,
                template="discussion/notices/chosen",
            ),
            Notice(
                "discussion.came_round",
                "round",
                _("The circle is round in what you follow"),
                to=_everyone_involved,
                template="discussion/notices/round",
                aim="followed",
            ),
            _mention("discussion.mentioned", _named),
            Notice(
                "discussion.recognised",
                "recognised",
                _("Somebody has your question too"),
                to=_felt_asker,
                template="discussion/notices/recognised",
                default="inbox",
                grouped=True,
            ),
        ),
        muters=(muters,),
        said=(said_under,),
        personal_data=(
            PersonalData("discussion.Reply.author", _("what you answered"), "keep without name", _("always")),
            PersonalData(
                "discussion.Helpful.person", _("which answers helped you"), "delete", _("until you leave")
            ),
            PersonalData(
                "discussion.Recognition.person",
                _("which questions you have too"),
                "delete",
                _("until you leave"),
            ),
            PersonalData(
                "discussion.Mention.person",
                _("where you were named with @"),
                "delete",
                _("until you leave"),
            ),
            PersonalData("discussion.Follow.person", _("what you follow"), "delete", _("until you leave")),
            PersonalData(
                "discussion.ReadMarker.person", _("how far you read"), "delete", _("until you leave")
            ),
            PersonalData(
                "discussion.SpaceRead.person",
                _("up to when you read everything"),
                "delete",
                _("until you leave"),
            ),
        ),
    )
)
