"""The OpenAPI 3.1 document: Ninja's, completed with what a reader and a program need to know of every operation."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema

from tequio.api.documents import ProblemOut
from tequio.api.parameters import EXPLAINED
from tequio.api.problems import MEDIA_TYPE, TITLES
from tequio.register.kinds import KINDS

Json = dict[str, Any]
ALWAYS = (400, 404, 405, 429, 500, 503)
HEADERS = {
    "ETag": "Changes when the answer does; send it back in If-None-Match and get 304 while it does not",
    "Link": "Other addresses of the same list (RFC 8288)",
}


class Document(OpenAPISchema):
    """Optional values are absent, never null; every problem is described; fields carry their Spanish names."""

    def __init__(self, api: Any, path_prefix: str) -> None:
        super().__init__(api, path_prefix)
        self["jsonSchemaDialect"] = "https://spec.openapis.org/oas/3.1/dialect/base"
        self["servers"] = [{"url": settings.TEQUIO_URL}]
        problem = ProblemOut.model_json_schema(ref_template=REF_TEMPLATE)
        self.schemas.update(problem.pop("$defs"))
        self.schemas["Problem"] = problem
        for schema in self.schemas.values():
            _without_null(schema)
            schema.pop("additionalProperties", None)  # schemas grow: a program must not choke on a new field
        self._name_fields()
        for path in self["paths"].values():
            for operation in path.values():
                _complete(operation)
        self["info"]["description"] = _(
            "Los datos públicos de la comisión: lo mismo que muestran las páginas, con la prueba de cada acto. "
            "Solo lectura, sin llave ni registro."
        )
        used = _referred(self["paths"], self.schemas, set())
        self["components"]["schemas"] = {name: self.schemas[name] for name in sorted(used)}

    def _create_schema_from_model(self, model: Any, *args: Any, **options: Any) -> tuple[Json, bool]:
        """Documents leave out what is empty, so a field with a default is optional in answers too."""
        options["mode"] = "validation"
        return super()._create_schema_from_model(model, *args, **options)

    def _name_fields(self) -> None:
        for shape in KINDS.values():
            schema = self.schemas.get(shape.__name__)
            if schema is None:
                continue
            schema["description"] = f"{str(shape.label).capitalize()} ({shape.type_name})."
            for name, details in schema["properties"].items():
                details["title"] = shape.field_label(name)


def _referred(part: Any, schemas: Json, seen: set[str]) -> set[str]:
    """The names of the schemas that *part* leads to."""
    if isinstance(part, list):
        for item in part:
            _referred(item, schemas, seen)
    elif isinstance(part, dict):
        name = str(part.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            seen.add(name)
            _referred(schemas[name], schemas, seen)
        for item in part.values():
            _referred(item, schemas, seen)
    return seen


def _without_null(schema: Any) -> None:
    """Drop ``null`` and its defaults everywhere below: nothing is null in what is asked nor in what is answered."""
    if isinstance(schema, list):
        for part in schema:
            _without_null(part)
        return
    if not isinstance(schema, dict):
        return
    options = schema.get("anyOf")
    if isinstance(options, list) and {"type": "null"} in options:
        kept = [option for option in options if option != {"type": "null"}]
        del schema["anyOf"]
        schema.update(kept[0] if len(kept) == 1 else {"anyOf": kept})
    if schema.get("default", 0) is None or schema.get("default") in ("", "0001-01-01", "0001-01-01T00:00:00"):
        del schema["default"]
    for part in schema.values():
        _without_null(part)


def _complete(operation: Json) -> None:
    for parameter in operation["parameters"]:
        _without_null(parameter["schema"])
        parameter["description"] = str(
            EXPLAINED.get(parameter["name"], _("Código del campo, tal como se publica."))
        )
    responses = operation["responses"]
    responses[200]["headers"] = {
        name: {"description": text, "schema": {"type": "string"}} for name, text in HEADERS.items()
    }
    responses[304] = {"description": _("No ha cambiado")}
    reference = {"schema": {"$ref": REF_TEMPLATE.format(model="Problem")}}
    for status in ALWAYS:
        responses[status] = {"description": str(TITLES[status]), "content": {MEDIA_TYPE: reference}}
