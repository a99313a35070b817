"""User names on social media, games and portals."""

import re
from collections.abc import Callable, Iterator

import leerkring.kit.pii.words as words
from leerkring.kit.pii.kinds import Finding, Kind

_AT = re.compile(r"(?<![\w@.+\-/])@[^\W_][\w.\-]{1,40}(?<![.\-])")
_PLACES = (
    r"insta(?:gram)?|snap(?:chat|je)?|tik\s?tok|discord|twitter|facebook|messenger|telegram|twitch|you\s?tube|roblox|"
    r"fortnite|minecraft|steam|playstation|psn|xbox|gamertag|game(?:naam|t)?|reddit|bereal|signal|skype|linkedin|"
    r"gebruikersna(?:am|men)|(?:snap|insta|tiktok|discord|roblox|game)\w{2,12}|username|user|account(?:naam)?|profiel(?:naam)?|inlognaam|inlog(?:t)?|login|online"
)
_NEAR = re.compile(rf"\b(?:{_PLACES})\b", re.I)
_NAMED = re.compile(
    r"\b(?:gebruikersnaam|username|inlognaam|accountnaam|profielnaam|gamertag|loginnaam)\b"
    r"(?:\s+(?:is|was|heet|luidt|van\s+\w+\s+is))?\s*[:=]?\s*[\"'“‘(]?(?P<name>[^\W_][\w.\-]{2,40})",
    re.I,
)
_PROFILE = re.compile(
    r"\b(?:instagram|facebook|tiktok|snapchat|linkedin|twitter|x|youtube)\.com/(?:in/|add/|@)?(?P<name>[\w.\-]{3,40})",
    re.I,
)
_TOKEN = re.compile(
    r"(?<![\w@./\-])_{0,3}(?:[^\W\d_]+(?:-[^\W\d_]+)?[\d._]|\d+[^\W\d_]*[._])[\w](?:[\w.\-]*\w)?(?![\w@/])"
)
_TAGGED = re.compile(r"(?<![\w#@./])[^\W\d_][\w.\-]{2,30}#\d{4}(?!\d)")
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|txt|odt|csv|jpe?g|png|gif|mp[34]|zip|nl|com|org|net|eu|be|de|info|example|html?)$",
    re.I,
)
_WINDOW = 70
_SENTENCE = re.compile(r"[.?!]\s|\n")


def handles(text: str, is_word: Callable[[str], bool]) -> Iterator[Finding]:
    """`@name`, what is called a user name, and what looks like one near the name of such a place."""
    yield from _addressed(text, is_word)
    for match in _TAGGED.finditer(text):
        yield Finding(Kind.HANDLE, *match.span(), 0.9, "pattern")
    for match in _TOKEN.finditer(text):
        certain = _looks_chosen(match[0], is_word)
        if certain and (certain > 1 or _is_near(text, match.start(), match.end())):
            yield Finding(Kind.HANDLE, *match.span(), 0.8, "context")


def _addressed(text: str, is_word: Callable[[str], bool]) -> Iterator[Finding]:
    """With an @, behind the word for a user name, in the address of a profile."""
    for match in _AT.finditer(text):
        if not is_word(match[0][1:].lower()) and not _is_called(match[0][1:]):
            yield Finding(Kind.HANDLE, *match.span(), 0.9, "pattern")
    for pattern in (_NAMED, _PROFILE):
        for match in pattern.finditer(text):
            name = match["name"].rstrip(".-")
            if not is_word(name.lower()) and not (_FILE.search(name) and pattern is _NAMED):
                start = match.start("name")
                yield Finding(Kind.HANDLE, start, start + len(name), 0.9, "context")


def _is_called(name: str) -> bool:
    """A person who is addressed: "@Rens"; that is a name."""
    return name[0].isupper() and name[1:].islower() and words.is_exactly_first(name.lower())


def _is_near(text: str, start: int, end: int) -> bool:
    """Whether the name of a medium or the word for a user name stands in the same sentence, close by."""
    before = _SENTENCE.split(text[max(0, start - _WINDOW) : start])[-1]
    after = _SENTENCE.split(text[end : end + _WINDOW // 2])[0]
    return bool(_NEAR.search(before) or _NEAR.search(after))


def _looks_chosen(token: str, is_word: Callable[[str], bool]) -> int:
    """0: an ordinary word; 1: a user name where the context says so; 2: one anywhere."""
    if _FILE.search(token) or len(token) < 4 or not any(one.islower() for one in token):
        return 0
    parts = [one for one in re.split(r"[\d._]+", token.lower()) if one]
    joined = "_" in token or re.search(r"\w\.\w", token)
    numbered = any(one.isdigit() for one in token) and token[0].isalpha()
    if not (joined or numbered):
        return 0
    strange = [one for one in parts if len(one) > 2 and not is_word(one)]
    if "_" in token and numbered and strange:
        return 2
    if joined and not numbered and not strange:
        return 0
    return 1 if "-" not in token or "_" in token or "." in token else 0
