from tequio.law.proposals import rest_days
from tequio.law.seed import LFT_74_DAYS


def test_proposed_rest_days_are_those_of_the_base_law() -> None:
    proposed = [day for year in range(2024, 2028) for day, _name in rest_days(year)]
    assert proposed == [day for day, _reason in LFT_74_DAYS]


def test_handover_of_the_presidency_is_a_rest_day_every_six_years() -> None:
    with_october = [
        year for year in range(2024, 2037) if any((d.month, d.day) == (10, 1) for d, _n in rest_days(year))
    ]
    assert with_october == [2024, 2030, 2036]
