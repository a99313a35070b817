"""Which entries look like another one."""

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from leerkring.core.entries.models import Entry
from leerkring.core.entries.states import Openness
from leerkring.services.discover.matching import alike
from leerkring.services.discover.ranking import parse_title
from leerkring.services.discover.scoring import QUICK


def nearest_to(entry: int, limit: int, title: NDArray[np.float32] | None = None) -> list[int]:
    """The entries that look most like this one, among those that (nearly) everybody who reads it may read.

    `title` is what its title means, where that is known already.
    """
    one = Entry.objects.published().filter(pk=entry).only("title", "space", "openness").first()
    if one is None:
        return []
    near = Q(space=one.space_id)
    if not one.is_closed:
        near |= Q(openness__in=(Openness.PUBLIC, Openness.MEMBERS))
    seen = Entry.objects.published().filter(near | Q(openness=Openness.PUBLIC)).exclude(pk=entry)
    return alike(parse_title(one.title), seen, QUICK, title)[0][:limit]
