from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils.timezone import now
from procrastinate.contrib.django import app

from leerkring.core.entries.gate import FilesUnreadError, GuardAwayError, HeldBackError
from leerkring.kit.working import queue
from leerkring.services.privacy import actions, queries
from leerkring.services.privacy.doors import ClosedDoorError
from leerkring.services.privacy.files import look_at_new
from leerkring.services.privacy.models import GuardWord, Held, HeldState

LOOK_AGAIN = "privacy.look_again"
AT_ONCE = 200
KEEP = timedelta(days=30)
UNDO = timedelta(days=1)


@app.periodic(cron="* * * * *")
@app.task(name=LOOK_AGAIN, queueing_lock=LOOK_AGAIN, lock=LOOK_AGAIN)
def look_again(timestamp: int) -> None:  # noqa: ARG001
    """Look at new files; bring out, or give back, what waited. While the guard is away all waits on."""
    try:
        look_at_new()
    except GuardAwayError:
        return
    for held in queries.waiting(AT_ONCE):
        try:
            actions.release(held.person, held, unasked=True)
        except FilesUnreadError:
            continue
        except GuardAwayError:
            return
        except (HeldBackError, ClosedDoorError, PermissionDenied):
            if held.person.is_active:
                actions.give_back(held.person, held)
            else:
                held.delete()


def look_now() -> None:
    """Have the worker look again at once: the guard is back."""
    queue(LOOK_AGAIN)


@app.periodic(cron="25 4 * * *")
@app.task(name="privacy.forget_held")
def forget_held(timestamp: int) -> None:  # noqa: ARG001
    """Remove what went out or was given back a month ago."""
    Held.objects.exclude(state=HeldState.WAITING).filter(at__lt=now() - KEEP).delete()


@app.periodic(cron="35 4 * * *")
@app.task(name="privacy.forget_words")
def forget_words(timestamp: int) -> None:  # noqa: ARG001
    """Remove the words for good that were taken off the list, once nobody undoes that any more."""
    GuardWord.objects.filter(removed_at__lt=now() - UNDO).delete()
