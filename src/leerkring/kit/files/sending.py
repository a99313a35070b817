"""A stored file on its way to a browser, so that nothing in it can act there."""

from django.core.files.base import File
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from leerkring.kit.files.kinds import FileKind

_NOTHING_ACTS = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
POLICY = f"{_NOTHING_ACTS}frame-ancestors 'none'; sandbox"
POLICY_PDF = f"{_NOTHING_ACTS}frame-ancestors 'none'"
"""Browsers show no PDF in a sandbox; their own viewer is one already."""
SHOWN = {"pdf", "picture"}
"""What a browser may show itself; all else is saved."""


def send(
    request: HttpRequest, stored: "File[bytes]", kind: FileKind, name: str, mark: str
) -> HttpResponseBase:
    """Call only after checking access. A browser keeps it, and asks again each time whether it still may."""
    etag = f'"{mark}"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = _whole(stored, kind, name)
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Security-Policy"] = POLICY_PDF if kind.family == "pdf" else POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    patch_vary_headers(answer, ["Cookie"])
    return answer


def _whole(stored: "File[bytes]", kind: FileKind, name: str) -> HttpResponseBase:
    try:
        content = stored.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=kind.family not in SHOWN,
        filename=name,
        content_type=kind.content_type,
        headers={"Content-Length": str(stored.size)},
    )
