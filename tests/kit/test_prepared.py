"""What is made once and mapped by every process."""

from pathlib import Path
from threading import Thread

import pytest

from leerkring.kit import prepared


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "CACHE", tmp_path / "search")


def _nothing(_folder: Path) -> None:
    pass


def test_is_made_once_however_many_ask() -> None:
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "words").write_text("ja")

    def ask() -> None:
        found = prepared.prepared("words", "1", ["numpy"], make)
        assert (found / "words").read_text() == "ja"

    threads = [Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(made) == 1


def test_another_version_takes_the_place_of_the_old_one() -> None:
    old = prepared.prepared("words", "1", ["numpy"], _nothing)
    beside = prepared.prepared("other", "1", ["numpy"], _nothing)
    new = prepared.prepared("words", "2", ["numpy"], _nothing)
    assert (old.exists(), new.exists(), beside.exists()) == (False, True, True)


def test_what_fails_is_made_again() -> None:
    def broken(folder: Path) -> None:
        (folder / "words").write_text("half")
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        prepared.prepared("words", "1", ["numpy"], broken)
    assert list(prepared.prepared("words", "1", ["numpy"], _nothing).iterdir()) == []
