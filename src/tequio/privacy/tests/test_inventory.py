"""The inventory is whole: nothing of people is kept that it does not declare."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from tequio.core.personal_data import INVENTORY

MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
TELLING_NAMES = {"email", "curp", "rfc", "first_name", "last_name", "ip", "user_agent", "recipient"}
TOWN = {"core.Town"}  # an office's contact


def telling(field: models.Field) -> bool:
    """Whether a field holds, by its kind or name, something about a person."""
    to_user = field.related_model is not None and field.related_model._meta.label == settings.AUTH_USER_MODEL
    return (
        to_user
        or isinstance(field, models.EmailField | models.GenericIPAddressField)
        or field.name in TELLING_NAMES
    )


@pytest.mark.parametrize("label", sorted(MODELS))
def test_every_model_is_declared(label):
    assert INVENTORY.fields_of(label) or label in INVENTORY.impersonal, (
        f"{label} is in no holding: declare it in its room's personal_data.py, or say why it holds nothing personal"
    )


@pytest.mark.parametrize("label", sorted(set(INVENTORY.impersonal) - TOWN))
def test_what_is_declared_impersonal_holds_no_telling_field(label):
    assert [field.name for field in MODELS[label]._meta.concrete_fields if telling(field)] == []


@pytest.mark.parametrize("key", sorted(INVENTORY.holdings))
def test_every_holding_names_fields_that_exist_and_leaves_no_telling_one_out(key):
    for label, names in INVENTORY.holdings[key].fields.items():
        there = {field.name for field in MODELS[label]._meta.concrete_fields}
        assert set(names) <= there, label
        left_out = {field.name for field in MODELS[label]._meta.concrete_fields if telling(field)}
        assert left_out <= INVENTORY.fields_of(label), label


@pytest.mark.parametrize("key", sorted(INVENTORY.holdings))
def test_every_holding_says_all_that_its_notice_needs(key):
    holding = INVENTORY.holdings[key]
    for text in (
        holding.title,
        holding.people,
        holding.data,
        holding.purpose,
        holding.basis,
        holding.retention,
    ):
        assert str(text).strip()
    if holding.needs_consent:
        assert "No hay finalidades" not in str(holding.refusal)
