from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from leerkring.core.events.models import Event


def latest(verb: str, on: Model, most: int) -> list[Event]:
    """What happened with one thing, the last first, with who did it."""
    about = ContentType.objects.get_for_model(on, for_concrete_model=False)
    rows = Event.objects.filter(verb=verb, target_type=about, target_id=on.pk).select_related("by")
    return list(rows.order_by("-at", "-pk")[:most])
