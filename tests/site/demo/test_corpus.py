"""The words of the corpus are all known to us, and the data files agree with each other."""

import csv
import json
from pathlib import Path

from leerkring.core.people import load as choices
from leerkring.core.regions import load as regions
from leerkring.site.demo import corpus

LINES = (corpus.DATA / "threads.jsonl").read_text(encoding="utf-8").splitlines()
AUTHORS = [one["author"] for thread in map(json.loads, LINES) for one in (thread, *thread["answers"])]


def column(folder: Path, name: str) -> set[str]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return {row["name"] for row in csv.DictReader(file)}


def test_every_role_and_kind_has_a_word_of_ours() -> None:
    functions, kinds = column(choices.DATA, "functions.csv"), column(choices.DATA, "organisation_kinds.csv")
    for author in AUTHORS:
        assert corpus.function_of(author["role"], author["org_kind"]) in functions
        assert corpus.kind_of(author["org_kind"]) in kinds


def test_no_word_is_translated_for_nothing() -> None:
    roles = {author["role"] for author in AUTHORS}
    pairs = {(author["role"], author["org_kind"]) for author in AUTHORS}
    for row in corpus.rows("functions.csv"):
        assert (row["role"], row["org_kind"]) in pairs or (row["role"] in roles and not row["org_kind"])
    assert {row["org_kind"] for row in corpus.rows("organisation_kinds.csv")} == {
        one["org_kind"] for one in AUTHORS
    }


def test_a_pair_goes_before_a_role() -> None:
    assert (
        corpus.function_of("pedagogisch medewerker", "kinderopvang")
        == "pedagogisch professional kinderopvang"
    )
    assert corpus.function_of("pedagogisch medewerker", "jeugdhulpaanbieder") == "pedagogisch medewerker"


def test_every_place_is_a_municipality() -> None:
    places = column(regions.DATA, "municipalities.csv")
    people = corpus.rows("people.csv")
    assert {author["municipality"] for author in AUTHORS} <= places
    assert {row["municipality"] for row in people} | {
        row["organisation_place"] for row in people
    } <= places | {""}


def test_people_have_one_login_and_one_name_each() -> None:
    people = corpus.rows("people.csv")
    assert 120 <= len(people) <= 160
    assert len({row["login"] for row in people}) == len({row["name"] for row in people}) == len(people)


def test_threads_spaces_and_links_refer_to_what_is_there() -> None:
    ids = {thread.id for thread in corpus.threads()}
    assert len(LINES) == 240
    assert {json.loads(line)["id"] for line in LINES} < ids
    assert {one for pair in corpus.links() for one in pair} <= ids
    logins = {row["login"] for row in corpus.rows("people.csv")}
    plan = corpus.belonging()
    named = {login for row in plan.spaces for login in (*row.facilitators, *row.experts, *row.named)}
    assert named | set(plan.roles) | set(plan.outside) | {one.login for one in plan.waiting} <= logins
    slugs = {row.slug for row in plan.spaces}
    assert {thread.space for thread in corpus.threads()} | {one.space for one in plan.waiting} <= slugs | {""}
