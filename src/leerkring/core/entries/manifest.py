from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Lookup
from leerkring.core.entries.publish import bring_inside
from leerkring.core.people.models import Person
from leerkring.kit.manifest import Manifest, Notice, PersonalData, Verb, register


def _asker(lookup: Lookup) -> QuerySet[Person]:
    return Person.objects.filter(pk=lookup.entry.author_id)


register(
    Manifest(
        verbs=(
            Verb("entries.asker_looked_up", _("looked up who asked without a name"), changes="no page"),
            Verb("entries.themes_followed", _("chose themes to follow"), changes="no page"),
        ),
        notices=(
            Notice(
                "entries.asker_looked_up",
                "asker_looked_up",
                _("The core group looked up who asked your question"),
                required=True,
                to=_asker,
                template="entries/notices/asker_looked_up",
            ),
        ),
        closing=(bring_inside,),
        personal_data=(
            PersonalData(
                "entries.Attachment.person",
                _("the files that you placed"),
                "keep without name",
                _("always; what you did not send goes after two days"),
            ),
            PersonalData("entries.Entry.author", _("what you wrote"), "keep without name", _("always")),
            PersonalData(
                "entries.Lookup.by",
                _("when you looked up, for the core group, who asked something without a name"),
                "keep without name",
                _("always"),
            ),
            PersonalData(
                "entries.ThemeFollow.person", _("the themes you follow"), "delete", _("until you leave")
            ),
        ),
    )
)
