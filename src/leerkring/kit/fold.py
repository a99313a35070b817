"""Letters without case and accents, the same in Python as in the database."""

import re

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, Func, Q, TextField, Value

_PLAIN = {
    "a": "áàâäãåāă",
    "c": "çćč",
    "d": "ďđ",
    "e": "éèêëēęě",
    "g": "ğģ",
    "i": "íìîïīı",
    "l": "ł",
    "n": "ñńň",
    "o": "óòôöõøō",
    "r": "ř",
    "s": "śšşș",
    "t": "ťţț",
    "u": "úùûüūů",
    "y": "ýÿ",
    "z": "žźż",
}
_FROM = "".join(accented + accented.upper() for accented in _PLAIN.values())
_TO = "".join(plain * len(accented + accented.upper()) for plain, accented in _PLAIN.items())
_BETWEEN = "/.-_@:&+’"
_TABLE = str.maketrans(_FROM, _TO)
_ACCENTED = re.compile(f"[{_FROM}]")

MOST_WORDS = 6


def fold(text: str) -> str:
    """Most texts have no accents, and looking for one is faster than replacing all there may be."""
    bare = text.isascii() or not _ACCENTED.search(text)
    return (text if bare else text.translate(_TABLE)).lower()


class Fold(Func):
    """A text column in lower case and without accents: to sort people by name."""

    template = f"translate(lower(%(expressions)s), '{_FROM}', '{_TO}')"
    arity = 1
    output_field = TextField()


class Words(Func):
    """The words of a text column, folded. A GIN index of the same expression serves `starts_a_word`."""

    template = (
        f"to_tsvector('simple'::regconfig, translate(lower(%(expressions)s), "
        f"'{_FROM}{_BETWEEN}', '{_TO}{' ' * len(_BETWEEN)}'))"
    )
    arity = 1
    output_field = SearchVectorField()


class _Begins(Func):
    arg_joiner = " @@ to_tsquery('simple'::regconfig, "
    template = "(%(expressions)s))"
    arity = 2
    output_field = BooleanField()


def words_of(text: str) -> list[str]:
    """The first words of what somebody searches for, folded."""
    return all_words_of(text)[:MOST_WORDS]


def all_words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def starts_a_word(column: str, start: str) -> Q:
    """The filter on rows in whose `column` a word begins so. `start` is one of `words_of`."""
    return Q(_Begins(Words(column), Value(f"{start}:*")))


def starts_a_word_sql(column: str) -> str:
    """The same as SQL, with a parameter for the start followed by `:*`; `column` is a name of ours."""
    return f"{Words.template % {'expressions': column}} @@ to_tsquery('simple'::regconfig, %s)"
