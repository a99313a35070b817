"""Every setting: one environment variable each, read here and nowhere else.

docs/reference/settings.md holds the same table; a test compares the two.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Generic, TypeVar

from leerkring.kit import openid
from leerkring.kit.openid.setting import read as read_providers
from leerkring.site.mail_server import MailServer
from leerkring.site.mail_server import read as read_mail_server
from leerkring.site.problem import Problem

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting. `kind` and `shown` (the default) are words for the reference table."""

    name: str
    kind: str
    parse: Callable[[str], T]
    default: T
    shown: str
    doc: str
    needed: bool = False

    @property
    def given(self) -> str:
        """The text in the environment, empty when unset."""
        return os.environ.get(self.name, "").strip()

    @property
    def value(self) -> T:
        """The parsed value; raises Problem when the text makes no sense."""
        if not self.given:
            return self.default
        try:
            return self.parse(self.given)
        except ValueError as error:
            raise Problem(
                f"The setting {self.name} is not right: {error}.",
                f"Give it as {self.kind}; see docs/reference/settings.md.",
            ) from error


def _text(text: str) -> str:
    return text


def _yes_no(text: str) -> bool:
    if text.lower() in {"1", "yes", "true", "on"}:
        return True
    if text.lower() in {"0", "no", "false", "off"}:
        return False
    raise ValueError(f"“{text}” is neither 1 nor 0")


def _number(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"“{text}” is not a whole number")
    return int(text)


def _port(text: str) -> int:
    port = _number(text)
    if not 0 < port < 65536:
        raise ValueError(f"{port} is not a port (1 to 65535)")
    return port


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


DATABASE_URL = Setting(
    "DATABASE_URL",
    "a PostgreSQL URL",
    _text,
    "",
    "an embedded PostgreSQL under LEERKRING_VAR",
    "The PostgreSQL (15 or later) to use, as `postgresql://user:password@host:5432/name`.",
)
DEBUG = Setting(
    "LEERKRING_DEBUG",
    "1 or 0",
    _yes_no,
    default=False,
    shown="0",
    doc="Development: detailed error pages, code reloaded on change, no hashed static files.",
)
DEMO = Setting(
    "LEERKRING_DEMO",
    "1 or 0",
    _yes_no,
    default=False,
    shown="0",
    doc="The demo: invented content, one-click sign-in as invented people, mail kept on a page. "
    "Never for real people: anyone can sign in as anyone.",
)
SECRET_KEY = Setting(
    "LEERKRING_SECRET_KEY",
    "a long random text",
    _text,
    "",
    "made once and kept in `secret-key` under LEERKRING_VAR (development and demo only)",
    "Signs sessions and links; 50 or more characters. Whoever has it can sign in as anyone.",
    needed=True,
)
HOSTS = Setting[list[str]](
    "LEERKRING_HOSTS",
    "host names with commas between",
    _names,
    [],
    "localhost, 127.0.0.1, [::1] (development and demo only)",
    "The host names the platform answers to; the first one is used in links in mails.",
    needed=True,
)
MAIL_URL = Setting[MailServer | None](
    "LEERKRING_MAIL_URL",
    "smtp://, smtps:// or smtp+starttls://user:password@host:port",
    read_mail_server,
    None,
    "mails are kept as files in `mail` under LEERKRING_VAR (development and demo only)",
    "The mail server that outgoing mail is handed to.",
    needed=True,
)
MAIL_FROM = Setting(
    "LEERKRING_MAIL_FROM",
    "a mail address, with or without a name",
    _text,
    "",
    "`Leerkring <noreply@first host name>`",
    "The sender of every mail.",
)
LISTEN = Setting(
    "LEERKRING_LISTEN",
    "an address",
    _text,
    "127.0.0.1",
    "127.0.0.1",
    "The network address the web server listens on.",
)
PORT = Setting("PORT", "a port", _port, 8000, "8000", "The port the web server listens on.")
VAR = Setting(
    "LEERKRING_VAR",
    "a folder",
    _folder,
    ROOT / "var",
    "`var` in the checkout",
    "Where the embedded database, uploads, kept mails and the generated secret key live.",
)
STATIC = Setting(
    "LEERKRING_STATIC",
    "a folder",
    _folder,
    ROOT / "build" / "static",
    "`build/static` in the checkout",
    "Where `leerkring collectstatic` puts the style sheets, scripts and pictures for serving.",
)
PROXIES = Setting(
    "LEERKRING_PROXIES",
    "a number",
    _number,
    0,
    "0",
    "How many of our own proxies stand in front; decides which client address rate limits use. "
    "The nearest one must set X-Forwarded-Proto.",
)
OIDC: Setting[tuple[openid.Provider, ...]] = Setting(
    "LEERKRING_OIDC",
    "a JSON list of providers",
    read_providers,
    (),
    "nobody signs in with an account of the own organisation",
    "Who vouches for people with OpenID Connect: SURFconext, Microsoft Entra and the like. See below.",
)
BENCH = Setting(
    "LEERKRING_BENCH",
    "1 or 0",
    _yes_no,
    default=False,
    shown="0",
    doc="Serve the yardstick page that `leerkring bench` compares the other pages with.",
)
WEB_PROCESSES = Setting(
    "LEERKRING_WEB_PROCESSES",
    "a number",
    _number,
    2,
    "2",
    "Web server processes; about one per processor core.",
)
WEB_THREADS = Setting(
    "LEERKRING_WEB_THREADS",
    "a number",
    _number,
    4,
    "4",
    "Requests that one web process handles at the same time; each may hold one connection.",
)
GUARD_PATIENCE = Setting(
    "LEERKRING_GUARD_PATIENCE",
    "a number",
    _number,
    3,
    "3",
    "Seconds that somebody who places a text waits for a busy guard; then the text waits by itself.",
)
WORKERS = Setting(
    "LEERKRING_WORKERS",
    "a number",
    _number,
    1,
    "1",
    "Worker processes that send mail and do other work in the background.",
)

TABLE: tuple[Setting[object], ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Setting)
)


def production() -> bool:
    """True unless development or the demo is switched on."""
    return not (DEBUG.value or DEMO.value)


def missing() -> list[Setting[object]]:
    """The settings that a production start still needs."""
    return [one for one in TABLE if one.needed and not one.given] if production() else []


def refuse_when_missing() -> None:
    """Raise Problem with the list of what a production start still needs."""
    absent = missing()
    if not absent:
        return
    lines = "\n".join(f"  {one.name}: {one.doc}" for one in absent)
    raise Problem(
        f"Leerkring does not start in production without these settings:\n{lines}",
        "Set them in the environment. To look around first: LEERKRING_DEMO=1, or `make run`.",
    )


def refuse_open_demo() -> None:
    """Raise Problem when the demo would be reachable under a public name, or could mail real people."""
    if not DEMO.value:
        return
    public = [name for name in HOSTS.value if not _is_nearby(name)]
    if public or MAIL_URL.given:
        reason = f"LEERKRING_HOSTS names {', '.join(public)}" if public else "LEERKRING_MAIL_URL is set"
        raise Problem(
            f"The demo does not start here: {reason}. In the demo anyone can sign in as anyone.",
            "For real use: LEERKRING_DEMO=0. For the demo: leave that setting out, "
            "or give only addresses of this computer and its own network.",
        )


def _is_nearby(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_private
    except ValueError:
        return False
