"""The OpenAPI 3.1 document, made from the declarations that also route and read the requests."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import dataframely as dy
import msgspec
import polars as pl

from wheelsdown import __version__
from wheelsdown.dossiers.listings import ListKind, schema_name
from wheelsdown.dossiers.renderings import MEDIA_TYPES, RowFormat
from wheelsdown.dossiers.rows_places import PLACE_COLUMNS
from wheelsdown.faces.web.api.asking import Asked
from wheelsdown.faces.web.api.declared import OPERATIONS
from wheelsdown.faces.web.api.operations import (
    PREFIX,
    ObjectOperation,
    Operation,
    RowsOperation,
    SentOperation,
    StreamOperation,
)
from wheelsdown.faces.web.problems import Problem
from wheelsdown.schemas import Flight, IdentityAssertion, Visit
from wheelsdown.schemas.nearby import NearbyDay
from wheelsdown.schemas.rotations import RotationLeg
from wheelsdown.schemas.trace_points import TracePoint

__all__ = ["NOT_THERE_YET", "document", "full_path"]

#: Paths that later work fills; they answer 501 with a sentence.
NOT_THERE_YET: Final = {
    "/activity": "what a place's activity was, against what could have been seen, is not worked out yet",
}

_ROWS_OF: Final[dict[ListKind, type[dy.Schema]]] = {
    ListKind.VISITS: Visit,
    ListKind.FLIGHTS: Flight,
    ListKind.ROTATIONS: RotationLeg,
    ListKind.NEAR: NearbyDay,
    ListKind.TRACE: TracePoint,
    ListKind.IDENTITY: IdentityAssertion,
}

_DESCRIPTION: Final = """Who landed at a base, from where, how often, and how it is known.

Read-only; what is posted is read in memory. Times are RFC 3339 UTC; what is unknown is null; every object
may gain keys, none loses any.
An empty list means that nothing was observed, never that nothing happened: `missing` says what the data
lack, `left_out` counts what is not shown, and why. Where `simulated` is true, nothing is evidence.
Lists go on at `next`; an answer's ETag holds as long as nothing new is published."""


@cache
def document() -> dict[str, Any]:
    """Give the document as plain values."""
    structs = [each.gives for each in OPERATIONS if not isinstance(each, RowsOperation) and each.gives]
    taken = [each.takes for each in OPERATIONS if isinstance(each, SentOperation)]
    _, components = msgspec.json.schema_components([*structs, *taken, Problem], ref_template=_REF)
    rows = {f"{kind}.row": _table_schema(schema) for kind, schema in _ROWS_OF.items()}
    rows["places.row"] = _columns_schema(PLACE_COLUMNS)
    lists = {str(kind): _list_schema(kind) for kind in (*_ROWS_OF, ListKind.PLACES)}
    paths = {full_path(each): {_method(each): _operation(each)} for each in OPERATIONS}
    for path, sentence in NOT_THERE_YET.items():
        paths[PREFIX + path] = {"get": _not_there_yet(path, sentence)}
    paths[f"{PREFIX}/openapi.json"] = {"get": _itself()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "wheelsdown",
            "version": __version__,
            "description": _DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "security": [{}, {"bearer": []}, {"basic": []}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": {**components, **rows, **lists},
            "responses": {
                "problem": _content("Refused: one line says why.", "application/problem+json", "Problem")
            },
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "basic": {
                    "type": "http",
                    "scheme": "basic",
                    "description": "Any user name; the token as password.",
                },
            },
        },
    }


_REF: Final = "#/components/schemas/{name}"


def full_path(operation: Operation) -> str:
    """Give where an operation is asked."""
    prefixed = isinstance(operation, RowsOperation | ObjectOperation | SentOperation)
    return PREFIX + operation.path if prefixed else operation.path


def _operation(operation: Operation) -> dict[str, Any]:
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": _parameters(operation.asks, full_path(operation)),
        **_body(operation),
        "responses": {
            "200": _answer(operation),
            **_unchanged(operation),
            "default": {"$ref": "#/components/responses/problem"},
        },
    }


def _method(operation: Operation) -> str:
    return "post" if isinstance(operation, SentOperation) else "get"


def _unchanged(operation: Operation) -> dict[str, Any]:
    if isinstance(operation, SentOperation):
        return {}
    return {"304": {"description": "Nothing new since the tag that was sent."}}


def _body(operation: Operation) -> dict[str, Any]:
    """Describe what is posted: JSON that says everything, or one article as it is."""
    if not isinstance(operation, SentOperation):
        return {}
    as_it_is = {"schema": {"type": "string"}}
    json = {"schema": {"$ref": _REF.format(name=operation.takes.__name__)}}
    content = {"application/json": json, "text/plain": as_it_is, "text/html": as_it_is}
    return {"requestBody": {"required": True, "content": content}}


def _answer(operation: Operation) -> dict[str, Any]:
    if isinstance(operation, RowsOperation):
        return {
            "description": "One page of the list.",
            "headers": {
                "Link": {"description": "Where the list goes on (rel=next).", "schema": {"type": "string"}}
            },
            "content": {
                MEDIA_TYPES[form].partition(";")[0]: _form_schema(operation.kind, form)
                for form in operation.forms
            },
        }
    media_type = operation.media_type if isinstance(operation, StreamOperation) else "application/json"
    name = operation.gives.__name__ if operation.gives else None
    said = _content(operation.summary, media_type, name)
    if isinstance(operation, ObjectOperation):
        forms = {MEDIA_TYPES[form]: {"schema": {"type": "object"}} for form in operation.forms}
        said["content"] |= forms
    return said


def _form_schema(kind: ListKind, form: RowFormat) -> dict[str, Any]:
    match form:
        case RowFormat.JSON:
            return {"schema": {"$ref": _REF.format(name=kind)}}
        case RowFormat.GEOJSON:
            return {"schema": {"type": "object", "description": "A FeatureCollection (RFC 7946)."}}
        case RowFormat.CSV:
            return {"schema": {"type": "string"}}
        case _:
            return {}


def _content(description: str, media_type: str, name: str | None) -> dict[str, Any]:
    schema = {"schema": {"$ref": _REF.format(name=name)}} if name else {"schema": {"type": "string"}}
    return {"description": description, "content": {media_type: schema}}


def _parameters(asks: type[Asked], path: str) -> list[dict[str, Any]]:
    """Describe each field of a question as a parameter of the path or the query."""
    _, components = msgspec.json.schema_components([asks], ref_template=_REF)
    fields = components[asks.__name__]
    required = set(fields.get("required", ()))
    return [
        _parameter(name, _inlined(schema, components), path, required=name in required)
        for name, schema in fields["properties"].items()
    ]


def _parameter(name: str, schema: dict[str, Any], path: str, *, required: bool) -> dict[str, Any]:
    in_path = f"{{{name}}}" in path
    said = {"description": schema.pop("description")} if "description" in schema else {}
    return {
        "name": name,
        "in": "path" if in_path else "query",
        "required": required or in_path,
        **said,
        "schema": schema,
    }


def _inlined(schema: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of a parameter without references, and without null, which no address can say."""
    found = dict(schema)
    if "anyOf" in found:
        [alone] = [each for each in found.pop("anyOf") if each != {"type": "null"}]
        found = {**alone, **{name: value for name, value in found.items() if value is not None}}
    if "$ref" in found:
        target = components[found.pop("$ref").rpartition("/")[2]]
        found = {**{name: target[name] for name in ("type", "enum") if name in target}, **found}
    if found.get("default", 0) is None:
        del found["default"]
    return found


def _list_schema(kind: ListKind) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["schema", "simulated", "place", "items", "left_out", "missing", "n_rows", "next"],
        "properties": {
            "schema": {"const": schema_name(kind)},
            "simulated": {"type": "boolean", "description": "True: a scenario, not evidence."},
            "place": {"type": ["string", "null"], "description": "The place asked about, in words."},
            "items": {"type": "array", "items": {"$ref": _REF.format(name=f"{kind}.row")}},
            "left_out": {
                "type": "object",
                "additionalProperties": {"type": "integer"},
                "description": "Reason: number of rows not shown.",
            },
            "missing": {
                "type": "array",
                "items": {"type": "string"},
                "description": "What the workspace lacks for this question.",
            },
            "n_rows": {"type": "integer", "description": "Rows on all pages together."},
            "next": {"type": ["string", "null"], "description": "Where the list goes on."},
        },
    }


def _table_schema(schema: type[dy.Schema]) -> dict[str, Any]:
    """Describe the rows of a table."""
    return _columns_schema(schema.create_empty().schema)


def _columns_schema(columns: Mapping[str, Any]) -> dict[str, Any]:
    marked = {**columns, "simulated": pl.Boolean()}
    properties = {name: _type_schema(kind) for name, kind in marked.items()}
    return {"type": "object", "required": list(properties), "properties": properties}


def _type_schema(kind: Any) -> dict[str, Any]:
    """Describe a column's values; any may be null, for what is unknown is, and what is withheld."""
    match kind:
        case pl.Struct():
            fields = {field.name: _type_schema(field.dtype) for field in kind.fields}
            return {"type": ["object", "null"], "properties": fields}
        case pl.List():
            return {"type": ["array", "null"], "items": _type_schema(kind.inner)}
        case pl.Datetime():
            return {"type": ["string", "null"], "format": "date-time"}
        case pl.Date():
            return {"type": ["string", "null"], "format": "date"}
        case pl.Boolean():
            return {"type": ["boolean", "null"]}
        case _ if kind.is_integer():
            return {"type": ["integer", "null"]}
        case _ if kind.is_float():
            return {"type": ["number", "null"]}
        case _:
            return {"type": ["string", "null"]}


def _not_there_yet(path: str, sentence: str) -> dict[str, Any]:
    problem = {"$ref": "#/components/responses/problem"}
    return {
        "operationId": path.strip("/"),
        "summary": f"Not there yet: {sentence}.",
        "responses": {"501": problem, "default": problem},
    }


def _itself() -> dict[str, Any]:
    answer = {
        "description": "This document.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
    return {"operationId": "openapi", "summary": "This document.", "responses": {"200": answer}}
