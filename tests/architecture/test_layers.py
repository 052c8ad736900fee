"""Which room may know which: the order is the one that import-linter checks."""

import tomllib

from django.apps import apps
from django.db.models import Model

from tests.architecture.source import ROOT


def layers() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(settings["tool"]["importlinter"]["contracts"][0]["layers"])


def room(model: type[Model]) -> str | None:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "tequio" else None


def test_foreign_keys_point_down():
    order = {layer: height for height, layer in enumerate(layers())}
    upward = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models(include_auto_created=True)
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if room(model) and field.related_model and room(field.related_model)
        if order[room(field.related_model)] < order[room(model)]
    ]
    assert upward == []
