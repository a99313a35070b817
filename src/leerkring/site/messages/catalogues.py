"""The catalogues on disk: one .po per language in git, one .mo made from it."""

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import generate_po, read_po
from django.conf import settings

# No dates, tool versions or names: the file only changes when words change.
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
SOURCE_LANGUAGE = "en"


def languages() -> list[str]:
    """The languages of the platform."""
    return [code for code, _name in settings.LANGUAGES]


def path_of(language: str) -> Path:
    """The .po of a language."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue of a language; an empty one when there is no file yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def update(language: str, template: Catalog) -> int:
    """Bring the .po in line with the source; tells how many messages still need words."""
    catalogue = read(language)
    for message in list(catalogue):
        if message.id and not has(template, message):
            catalogue.delete(message.id, message.context)
    catalogue.update(template, no_fuzzy_matching=True)
    if language == SOURCE_LANGUAGE:
        for message in catalogue:
            if message.id and not is_complete(message):
                message.string = message.id
    _write(language, catalogue)
    return sum(1 for message in catalogue if message.id and not is_complete(message))


def has(catalogue: Catalog, message: Message) -> bool:
    """True when the catalogue has this message, with the same plural or none just the same."""
    other = catalogue.get(message.id, message.context)
    return other is not None and ids_of(other) == ids_of(message)


def ids_of(message: Message) -> tuple[str, ...]:
    """The source words: the singular, then the plural if there is one."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def is_complete(message: Message) -> bool:
    """True when every form has words."""
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return all(forms)


def compile_changed() -> list[Path]:
    """Make each .mo that is older than its .po; tells which."""
    made = []
    for language in languages():
        source = path_of(language)
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, read(language))
        fresh.replace(target)
        made.append(target)
    return made


def _write(language: str, catalogue: Catalog) -> None:
    lines = generate_po(
        catalogue, ignore_obsolete=True, include_lineno=False, omit_header=True, sort_by="message", width=100
    )
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    header = HEADER.format(language=language, plurals=catalogue.plural_forms)
    text = header + "".join(lines).rstrip("\n") + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
