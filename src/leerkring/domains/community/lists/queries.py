from django.db.models import QuerySet
from django.http import Http404

from leerkring.core.people.models import Person
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community.models import SavedFilter


def saved_by(viewer: Viewer) -> QuerySet[SavedFilter]:
    """In the order in which they were saved."""
    return SavedFilter.objects.filter(person_id=viewer.pk or 0)


def get_saved(person: Person, pk: int) -> SavedFilter:
    """Raises `Http404` for what somebody else saved."""
    row = saved_by(person).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
