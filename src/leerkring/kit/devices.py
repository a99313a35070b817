"""Which browser and device somebody uses, in plain words; as far as the browser tells."""

from django.utils.translation import gettext as _

# The first that fits: browsers name their ancestors too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)


def in_words(user_agent: str) -> str:
    """“Firefox on a Windows computer”."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    device = _device(user_agent)
    if browser and device:
        return _("%(browser)s on %(device)s") % {"browser": browser, "device": device}
    return browser or device or _("An unknown device")


def is_phone(user_agent: str) -> bool:
    """Something for in the hand."""
    return any(sign in user_agent for sign in ("iPhone", "iPad", "Android"))


def _device(user_agent: str) -> str:
    kinds = (
        ("iPhone", _("an iPhone")),
        ("iPad", _("an iPad")),
        ("Android", _("an Android device")),
        ("Windows", _("a Windows computer")),
        ("Macintosh", _("a Mac")),
        ("CrOS", _("a Chromebook")),
        ("Linux", _("a Linux computer")),
    )
    return next((name for sign, name in kinds if sign in user_agent), "")
