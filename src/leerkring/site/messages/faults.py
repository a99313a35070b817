"""What is wrong with a catalogue: each fault is one line for the person who translates."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from babel.messages.catalog import Catalog, Message

from leerkring.site.messages.catalogues import has, ids_of, is_complete

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[a-z]|%[sd]|\{[a-z_]*\}", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
# What a translation must have just as its source has it.
PARTS: dict[str, Callable[[str], object]] = {
    "placeholders": lambda text: Counter(PLACEHOLDER.findall(text)),
    "HTML tags": lambda text: Counter(TAG.findall(text)),
    "line breaks at the ends": lambda text: (text[:1] == "\n", text[-1:] == "\n"),
}
# How Leerkring talks Dutch: "je", calm, and with a typographic apostrophe.
TONE = {
    "nl": {
        "an exclamation mark": re.compile(r"!"),
        "“u” instead of “je”": re.compile(r"\b(u|uw)\b", re.IGNORECASE),
        "a straight apostrophe": re.compile(r"\w'\w|\w'\s|\s'\w"),
    }
}


def faults(catalogue: Catalog, template: Catalog, language: str) -> list[str]:
    """All faults of one language's catalogue, compared with the messages in use."""
    return [
        *(f"not in the catalogue: {_name(one)}" for one in template if one.id and not has(catalogue, one)),
        *(f"no longer used: {_name(one)}" for one in catalogue if one.id and not has(template, one)),
        *(
            f"{fault}: {_name(one)}"
            for one in catalogue
            if one.id
            for fault in _faults_of(one, catalogue, language)
        ),
    ]


def _faults_of(message: Message, catalogue: Catalog, language: str) -> Iterator[str]:
    if "fuzzy" in message.flags:
        yield "fuzzy"
    if not is_complete(message):
        yield "not translated"
        return
    if len(_forms(message)) != (catalogue.num_plurals if message.pluralizable else 1):
        yield "wrong number of plural forms"
        return
    yield from _differences(message)
    for fault, pattern in TONE.get(language, {}).items():
        if any(pattern.search(TAG.sub("", form)) for form in _forms(message)):
            yield fault


def _differences(message: Message) -> Iterator[str]:
    """A form has the placeholders and tags of its own id; a singular may leave the number out."""
    ids = ids_of(message)
    for number, form in enumerate(_forms(message)):
        allowed = ids if number == 0 else ids[-1:]
        for what, parts in PARTS.items():
            if parts(form) not in [parts(one) for one in allowed]:
                yield f"other {what}"


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _name(message: Message) -> str:
    files = ", ".join(sorted({where for where, _line in message.locations}))
    return f"“{ids_of(message)[0]}”" + (f" ({files})" if files else "")
