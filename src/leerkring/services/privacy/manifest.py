from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerkring.core.people.models import Person
from leerkring.kit.manifest import Manifest, Notice, PersonalData, Verb, register
from leerkring.services.privacy.models import Held


def _author(held: Held) -> QuerySet[Person]:
    return Person.objects.filter(pk=held.person_id)


register(
    Manifest(
        verbs=(
            Verb("privacy.held", _("wrote something that waits for the guard"), changes="no page"),
            Verb("privacy.let_out", _("had words that waited come out"), changes="no page"),
            Verb("privacy.given_back", _("got words back that waited"), changes="no page"),
            Verb("privacy.dropped", _("threw words away that waited"), changes="no page"),
        ),
        notices=(
            Notice(
                "privacy.let_out",
                "held_out",
                _("Your text went out after we looked at it"),
                to=_author,
                template="privacy/notices/let_out",
                private=True,
                default="inbox",
            ),
            Notice(
                "privacy.given_back",
                "held_back",
                _("Your text could not go out yet"),
                to=_author,
                template="privacy/notices/given_back",
                private=True,
                required=True,
            ),
        ),
        personal_data=(
            PersonalData(
                "privacy.Confirmation.person",
                _("that you confirmed something the guard found, and why; never the words"),
                "delete",
                _("as long as the text stands there"),
            ),
            PersonalData(
                "privacy.Held.person",
                _("what you wrote while the guard could not look"),
                "delete",
                _("until it is placed; what was given back goes after 30 days"),
            ),
        ),
    )
)
