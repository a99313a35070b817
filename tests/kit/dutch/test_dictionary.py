"""The mapped dictionary says what the package's own says."""

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from leerkring.kit.dutch.dictionary import dictionary


def test_every_form_has_the_lemma_that_the_package_gives() -> None:
    known, ours = DefaultDictionaryFactory().get_dictionary("nl"), dictionary()
    wrong = [form for form, lemma in known.items() if form not in ours or ours.get(form, "") != lemma]
    assert wrong == []
    assert "xyzzyx" not in ours
    assert ours.get("xyzzyx", "-") == "-"
