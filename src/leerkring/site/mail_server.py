"""The mail server that outgoing mail is handed to, as one web address: smtps://name:password@host."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class MailServer:
    """Where outgoing mail is handed over."""

    host: str
    port: int
    user: str
    password: str
    ssl: bool
    starttls: bool


def read(text: str) -> MailServer:
    """Raises `ValueError` with what it has to be."""
    url = urlsplit(text)
    if url.scheme not in {"smtp", "smtps", "smtp+starttls"} or not url.hostname:
        raise ValueError("it starts with smtp://, smtps:// or smtp+starttls:// and a host name")
    usual = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
    return MailServer(
        host=url.hostname,
        port=url.port or usual[url.scheme],
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        ssl=url.scheme == "smtps",
        starttls=url.scheme == "smtp+starttls",
    )
