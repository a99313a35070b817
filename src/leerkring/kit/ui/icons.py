"""Icons from the sprite that the asset build makes of `assets/icons.txt`."""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


@lru_cache(maxsize=1024)
def icon(name: str, css: str = "") -> SafeString:
    """Decoration: the words beside it, or the button's label, say what it means."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f"icon {css}".strip(),
        static("ui/icons.svg"),
        name,
    )
