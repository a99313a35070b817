"""A QR code as a drawing in the page: no style inside, so our policy lets it through."""

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET = 4
"""White modules around it, as the standard asks."""


def draw(text: str, label: str) -> SafeString:
    """Dark squares on white, also in the dark: cameras want it so."""
    code = qrcode.QRCode(border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    )
    return format_html(
        '<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{label}">'
        '<rect class="qr__light" width="{size}" height="{size}"/><path class="qr__dark" d="{path}"/></svg>',
        size=len(rows),
        label=label,
        path=dark,
    )
