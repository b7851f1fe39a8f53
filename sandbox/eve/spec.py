"""Holds requests and answers to the official ESI specification (tests only: needs jsonschema)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker


class Specification:
    """An OpenAPI 3.0 document, or an extract of it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._validator = cache(self._make_validator)

    def faults(
        self,
        method: str,
        route: str,
        headers: Mapping[str, str],
        question: Any,
        status: int,
        answer: Any,
    ) -> list[str]:
        """Everything in which this exchange departs from the document, in words."""
        where = f"{method} {route}"
        operation = self._document["paths"].get(route, {}).get(method.lower())
        if operation is None:
            return [f"{where}: not in the specification"]
        found = []
        if status < 400:  # a refused request may well be wrong
            found += [f"{where}: {text}" for text in self._headers(operation, headers)]
            if "requestBody" in operation:
                pointer = f"paths/{_escape(route)}/{method.lower()}/requestBody"
                found += self._compare(f"{where}: request", pointer, question)
        if status != 304:
            code = str(status) if str(status) in operation["responses"] else "default"
            if "content" not in operation["responses"][code]:
                return found + ([f"{where}: answer {status}: none was due"] if answer is not None else [])
            pointer = f"paths/{_escape(route)}/{method.lower()}/responses/{code}"
            found += self._compare(f"{where}: answer {status}", pointer, answer)
        return found

    def _headers(self, operation: dict[str, Any], headers: Mapping[str, str]) -> list[str]:
        found = []
        for parameter in operation.get("parameters", []):
            if parameter["in"] != "header":
                continue
            value = headers.get(parameter["name"])
            allowed = parameter["schema"].get("enum")
            if value is None and parameter.get("required"):
                found.append(f"header {parameter['name']} is missing")
            elif value is not None and allowed and value not in allowed:
                found.append(f"header {parameter['name']} is {value!r}, not one of {allowed}")
        return found

    def _compare(self, where: str, pointer: str, value: Any) -> list[str]:
        errors = self._validator(f"#/{pointer}/content/application~1json/schema").iter_errors(value)
        return [f"{where}: {error.json_path} {error.message[:200]}" for error in errors]

    def _make_validator(self, pointer: str) -> Draft202012Validator:
        schema = {"$id": "esi:", "$ref": pointer} | {
            key: self._document[key] for key in ("paths", "components")
        }
        return Draft202012Validator(schema, format_checker=FormatChecker())


def _escape(route: str) -> str:
    return route.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
