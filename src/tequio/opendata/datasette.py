"""What Datasette (datasette.io) shows of the SQLite file: its ``metadata.json``."""

import json
from typing import Any

from django.conf import settings

from tequio.core.licence import LICENCE_TITLE, LICENCE_URL
from tequio.core.models import Town
from tequio.opendata.datasets import DATASETS
from tequio.opendata.package import ACTS


def metadata() -> str:
    """The file, in the language of the reader."""
    town = Town.current()
    tables: dict[str, Any] = {}
    for dataset in DATASETS:
        for table, _flat in dataset.tables:
            tables[table.name] = {
                "title": str(table.title),
                "description": str(dataset.about),
                "columns": {column.name: str(column.description or column.label) for column in table.columns},
            }
    tables[ACTS.name] = {"title": str(ACTS.title), "description": str(ACTS.description), "sort_desc": "act"}
    tables["records"] = {"fts_table": "search"}
    whole = {
        "title": f"{town.commission_name}, {town.name}",
        "license": LICENCE_TITLE,
        "license_url": LICENCE_URL,
        "source": town.full_name,
        "source_url": f"{settings.TEQUIO_URL}/datos/",
        "databases": {"registros": {"tables": tables}},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)
