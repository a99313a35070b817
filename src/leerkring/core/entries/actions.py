from collections.abc import Iterable

from leerkring.core.entries.models import Theme, ThemeFollow
from leerkring.core.events.record import record
from leerkring.core.people.models import Person
from leerkring.core.people.rules import may_edit_profile
from leerkring.kit.actions import action


@action(may=may_edit_profile)
def follow_themes(by: Person, person: Person, themes: Iterable[Theme]) -> None:
    """Follow exactly these themes from now on."""
    chosen = {theme.pk for theme in themes}
    ThemeFollow.objects.filter(person=person).exclude(theme_id__in=chosen).delete()
    rows = [ThemeFollow(person=person, theme_id=pk) for pk in chosen]
    ThemeFollow.objects.bulk_create(rows, ignore_conflicts=True)
    record("entries.themes_followed", by=by, on=person)
