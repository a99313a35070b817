"""People and organisations beside what was said, when somebody searches everything."""

from leerkring.core.people.faces import face_of
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.directory.queries.organisations import called_so
from leerkring.domains.directory.queries.people import find_faces, sees_people
from leerkring.kit.fold import words_of
from leerkring.kit.manifest import Found
from leerkring.kit.ui.tones import tone_of


def found_people(viewer: Viewer, text: str, limit: int) -> list[Found]:
    """The first people by name; nobody for who may not look in the directory."""
    if not sees_people(viewer) or not words_of(text):
        return []
    rows = find_faces(viewer, text)[:limit]
    return [
        Found(one.name, one.get_absolute_url(), ", ".join(face_of(one).facts), tone_of(one)) for one in rows
    ]


def found_organisations(_viewer: Viewer, text: str, limit: int) -> list[Found]:
    if not words_of(text):
        return []
    rows = called_so(text)[:limit]
    return [Found(one.name, one.get_absolute_url(), str(one.municipality or "")) for one in rows]
