from tequio.search.synonyms import GROUPS, alternatives, phrase


def test_every_group_says_why_and_joins_something():
    for group in GROUPS:
        assert group.reason
        assert len({phrase(term) for term in group.terms}) > 1, group


def test_no_term_folds_to_nothing():
    assert all(alternatives())
