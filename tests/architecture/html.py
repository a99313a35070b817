"""What holds for every page, read from its HTML."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LOADS = {"src", "href", "action", "poster", "srcset", "data", "formaction"}
EXTERNAL = ("http:", "https:", "//", "javascript:", "data:")
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.headings = 0
        self.lang = ""
        self.labelled: set[str] = set()
        self.inputs: list[tuple[str, str]] = []
        self.stack: list[str] = []
        self.named: list[tuple[str, str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        self._check_attributes(tag, facts)
        if tag == "html":
            self.lang = facts.get("lang", "")
        self.headings += tag == "h1"
        self.ids += [facts["id"]] if "id" in facts else []
        if tag == "label" and facts.get("for"):
            self.labelled.add(facts["for"])
        self._check_input(tag, facts)
        if (
            facts.get("aria-label")
            or facts.get("alt")
            or facts.get("aria-labelledby")
            or (tag == "svg" and "title" in facts)
        ):
            self._give_name()
        if tag in ("a", "button"):
            self.named.append((tag, facts.get("href", facts.get("id", "")), bool(facts.get("aria-label"))))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "button") and self.named:
            kind, where, has_name = self.named.pop()
            if not has_name:
                self.faults.append(f"<{kind}> without words: {where}")
        while self.stack and self.stack.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._give_name()
            if "script" in self.stack or "style" in self.stack:
                self.faults.append(f"inline {self.stack[-1]}: {data.strip()[:40]}")

    def _give_name(self) -> None:
        if self.named:
            self.named[-1] = (*self.named[-1][:2], True)

    def _check_attributes(self, tag: str, facts: dict[str, str]) -> None:
        if "style" in facts:
            self.faults.append(f"style attribute on <{tag}>: {facts['style'][:40]}")
        self.faults += [f"{name} handler on <{tag}>" for name in facts if name.startswith("on")]
        for name in LOADS & facts.keys():
            if facts[name].strip().lower().startswith(EXTERNAL):
                self.faults.append(f"<{tag} {name}> leaves the platform: {facts[name][:60]}")
        if tag == "a" and "href" not in facts:
            self.faults.append("link without address")

    def _check_input(self, tag: str, facts: dict[str, str]) -> None:
        if tag not in ("input", "select", "textarea") or facts.get("type") in UNLABELLED:
            return
        if facts.get("aria-label") or facts.get("aria-labelledby") or "label" in self.stack:
            return
        self.inputs.append((facts.get("id", ""), facts.get("name", "")))


def faults_of(html: str) -> list[str]:
    """Everything that is wrong with a page; empty when nothing is."""
    page = _Page()
    page.feed(html)
    page.close()
    faults = page.faults
    twice = sorted({one for one in page.ids if page.ids.count(one) > 1})
    faults += [f"id twice: {one}" for one in twice]
    faults += [f"input without label: {name}" for where, name in page.inputs if where not in page.labelled]
    if page.headings != 1:
        faults.append(f"{page.headings} headings of level 1")
    if not page.lang:
        faults.append("no language")
    return faults
