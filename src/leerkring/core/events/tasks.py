from collections.abc import Callable

from procrastinate.contrib.django import app

from leerkring.core.events.models import Event

_subscribers: list[Callable[[Event], None]] = []


def subscribe(run: Callable[[Event], None]) -> Callable[[Event], None]:
    """Have `run(event)` called by the worker for every event. It must be idempotent."""
    _subscribers.append(run)
    return run


@app.task(name="events.dispatch", retry=5)
def dispatch(event_id: int) -> None:
    event = Event.objects.select_related("target_type").get(pk=event_id)
    for run in _subscribers:
        run(event)


@app.periodic(cron="* * * * *")
@app.task(name="events.pick_up", queueing_lock="events.pick_up")
async def pick_up(timestamp: int) -> None:  # noqa: ARG001
    """Give the jobs of a worker that died to another one. Every task of ours may run twice."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
