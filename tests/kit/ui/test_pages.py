"""The page around every page, the gallery and the error pages."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from os import environ
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import translation

from leerkring.kit import ui
from leerkring.kit.ui import context
from leerkring.kit.ui.gallery import gallery

ROOT = Path(__file__).parents[3]
TEMPLATES = Path(ui.__file__).parent / "templates"
COMPONENTS = sorted(path.stem.replace("_", "-") for path in (TEMPLATES / "cotton").glob("*.html"))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def gallery_html(client: Client) -> str:
    response = client.get("/galerij/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
def test_the_gallery_has_nothing_inline(gallery_html: str) -> None:
    assert not re.search(r"<[^>]+\sstyle=", gallery_html)
    assert "<style" not in gallery_html
    assert not re.search(r"<[^>]+\son[a-z]+=", gallery_html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", gallery_html))


@pytest.mark.django_db
def test_no_identifier_is_used_twice(gallery_html: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', gallery_html)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", COMPONENTS)
def test_the_gallery_shows_every_component(name: str) -> None:
    parts = "".join(path.read_text() for path in (TEMPLATES / "ui").rglob("*.html"))
    parts += "".join(path.read_text() for path in (TEMPLATES / "cotton").glob("*.html"))
    assert re.search(rf"<c-{name}[\s>/]", parts)


@pytest.mark.django_db
def test_the_page_has_its_landmarks(gallery_html: str) -> None:
    for landmark in ('href="#inhoud"', '<main id="inhoud"', "<header", "<footer", 'class="tabbar"'):
        assert gallery_html.count(landmark) == 1


@pytest.mark.parametrize("code", ["400", "403_csrf", "500", "503"])
def test_an_error_page_needs_nothing_else_to_work(code: str) -> None:
    html = get_template(f"{code}.html").render()
    assert "<h1>" in html
    assert "Leerkring" in html


@pytest.mark.django_db
def test_a_missing_page_says_what_to_do(client: Client) -> None:
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert 'href="/"' in response.content.decode()


def test_unread_is_counted_only_for_somebody_and_only_when_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[object] = []

    def three(viewer: object) -> int:
        counted.append(viewer)
        return 3

    monkeypatch.setattr(context, "_unread_counters", [three])
    request = RequestFactory().get("/")
    request.user = type("Member", (), {"is_authenticated": True})()
    facts = context.shell(request)
    assert counted == []
    assert facts["unread"] + 0 == 3
    request.user = type("Visitor", (), {"is_authenticated": False})()
    assert context.shell(request)["unread"] + 0 == 0


def test_every_icon_that_a_template_asks_for_is_in_the_sprite() -> None:
    known = set((ROOT / "assets/icons.txt").read_text().split())
    sources = [*(ROOT / "src").rglob("*.html"), *(ROOT / "src").rglob("*.py")]
    asked = {
        name
        for path in sources
        for name in re.findall(r"""(?:\{%\s*icon\s+|\sicon=)["']([a-z0-9-]+)["']""", path.read_text())
    }
    assert asked
    assert asked <= known


def test_gallery_takes_a_request_without_anything_around_it() -> None:
    request = RequestFactory().get("/galerij/")
    assert gallery(request).status_code == 200


def test_the_palette_is_readable() -> None:
    """The contrast of every pair of colours that meets on a page."""
    node = shutil.which("node", path=f"{Path(sys.executable).parent}:{environ['PATH']}")
    assert node, "node comes with the development requirements"
    tests = sorted(str(path) for path in (ROOT / "assets/tests").glob("*.test.mjs"))
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
