"""Records with legal weight are written by actions only. The models refuse at run time (`core.legal`); this test
says so before anything runs, by reading the source.
"""

import ast
from pathlib import Path

from django.apps import apps

from tequio.core.legal import LegalModel
from tests.architecture.source import PACKAGE, name, python_files, tree

WRITES = {
    "save",
    "delete",
    "create",
    "update",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
ALWAYS_A_WRITE = {"save", "delete", "bulk_create", "bulk_update"}


def legal_models() -> dict[str, str]:
    """Return the room of each legal model, by the model's name."""
    models = [model for model in apps.get_models() if issubclass(model, LegalModel)]
    return {model.__name__: model.__module__.split(".")[1] for model in models}


def is_action_file(path: Path) -> bool:
    return path.stem == "actions" or "actions" in path.parent.parts


def side_doors(module: ast.Module, legal: set[str], *, in_legal_room: bool) -> list[int]:
    """Return the lines where a legal record is written: through its manager, or, in its own room, by any object."""
    found = []
    for call in ast.walk(module):
        if (
            not isinstance(call, ast.Call)
            or not isinstance(call.func, ast.Attribute)
            or call.func.attr not in WRITES
        ):
            continue
        receiver = ast.unparse(call.func.value)
        by_manager = any(receiver.startswith(f"{model}.objects") for model in legal)
        by_object = in_legal_room and call.func.attr in ALWAYS_A_WRITE and not receiver.startswith("super(")
        if by_manager or by_object:
            found.append(call.lineno)
    return found


def test_legal_records_are_written_only_in_actions():
    legal = legal_models()
    assert legal
    rooms = set(legal.values())
    doors = [
        f"{name(path)}:{line}"
        for path in python_files(product_only=True)
        if not is_action_file(path) and path != PACKAGE / "core" / "legal.py"
        for line in side_doors(
            tree(path), set(legal), in_legal_room=path.relative_to(PACKAGE).parts[0] in rooms
        )
    ]
    assert doors == []


def test_a_side_door_is_seen():
    code = (
        "Meeting.objects.filter(pk=1).update(place='x')\nmeeting.save()\nsuper().save()\ndigest.update(b'')"
    )
    assert side_doors(ast.parse(code), {"Meeting"}, in_legal_room=True) == [1, 2]
    assert side_doors(ast.parse(code), {"Meeting"}, in_legal_room=False) == [1]
