from leerkring.core.spaces.models import Join, Openness, Space, SpaceKind

PLATFORM = "leerkring"


def load_platform() -> None:
    """The root of the tree exists from the first migrate on."""
    if not Space.objects.filter(parent=None).exists():
        Space.objects.create(
            slug=PLATFORM, name="Leerkring", kind=SpaceKind.PLATFORM, openness=Openness.PUBLIC, join=Join.OPEN
        )
