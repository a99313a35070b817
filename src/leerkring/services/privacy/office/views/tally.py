from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from leerkring.core.spaces.access import access
from leerkring.services.privacy.office.queries.tally import PERIODS, period, tally_of


@access("administrator")
def tally(request: HttpRequest) -> HttpResponse:
    """Counts of what people placed all the same: no words, and nobody."""
    wanted = period(request.GET.get("periode", ""))
    facts = {
        "tally": tally_of(request.user, wanted),
        "periods": [(name, label, name == wanted) for name, (label, _days) in PERIODS.items()],
        "period": PERIODS[wanted][0],
    }
    return render(request, "privacy/office/tally.html", facts)
