from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerkring.core.people.models import Person
from leerkring.core.spaces.rules import administers
from leerkring.kit.manifest import (
    Manifest,
    Notice,
    OfficePage,
    PersonalData,
    SpaceSetting,
    Verb,
    register,
)
from leerkring.services.privacy.models import Held
from leerkring.services.privacy.rules import edits


def _author(held: Held) -> QuerySet[Person]:
    return Person.objects.filter(pk=held.person_id)


register(
    Manifest(
        verbs=(
            Verb("privacy.held", _("wrote something that waits for the guard"), changes="no page"),
            Verb("privacy.let_out", _("had words that waited come out"), changes="no page"),
            Verb("privacy.given_back", _("got words back that waited"), changes="no page"),
            Verb("privacy.dropped", _("threw words away that waited"), changes="no page"),
            Verb(
                "privacy.words_added",
                _("added words that the privacy guard lets through"),
                changes="no page",
            ),
            Verb(
                "privacy.word_removed",
                _("removed a word that the privacy guard let through"),
                changes="no page",
            ),
            Verb(
                "privacy.word_put_back",
                _("put a word back that the privacy guard lets through"),
                changes="no page",
            ),
            Verb(
                "privacy.policy_changed",
                _("changed what the privacy guard does with what it finds"),
                changes="no page",
            ),
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
            PersonalData(
                "privacy.GuardWord.added_by",
                _("that you added a word which the privacy guard lets through"),
                "keep without name",
                _("as long as the word is on the list"),
            ),
        ),
        space_settings=(
            SpaceSetting(_("Choose what the privacy guard does in this space"), "guard:space_policy", 20),
        ),
        office=(
            OfficePage(
                _("Words"),
                _("What the privacy guard lets through: methods, organisations and other words of nobody."),
                "guard:words",
                "book",
                10,
                shown_to=edits,
            ),
            OfficePage(
                _("Try it out"),
                _("Type a sentence and see what the privacy guard marks, and why other words pass."),
                "guard:try",
                "shield-half",
                20,
                shown_to=edits,
            ),
            OfficePage(
                _("Policy"),
                _("What cannot be placed, what needs a reason and what is only a hint."),
                "guard:policy",
                "adjustments",
                30,
                shown_to=administers,
            ),
            OfficePage(
                _("Figures"),
                _("How often people placed something all the same, and for which reason. Without names."),
                "guard:tally",
                "chart-dots-3",
                40,
                shown_to=administers,
            ),
        ),
    )
)
