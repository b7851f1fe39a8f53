"""The errors Discord answers with: HTTP status, JSON code, and the tree of form faults."""

from __future__ import annotations

from typing import Any

KNOWN: dict[int, tuple[int, str]] = {
    0: (404, "404: Not Found"),
    10002: (404, "Unknown Application"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10026: (404, "Unknown Ban"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10070: (404, "Unknown Guild Scheduled Event"),
    30003: (400, "Maximum number of pins reached for the channel (250)"),
    30005: (400, "Maximum number of server roles reached (250)"),
    30007: (400, "Maximum number of webhooks reached (15)"),
    30013: (400, "Maximum number of server channels reached (500)"),
    30034: (429, "Max number of daily application command creates has been reached (200)"),
    30038: (400, "Maximum number of uncompleted guild scheduled events reached (100)"),
    40007: (403, "The user is banned from this guild."),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50016: (400, "Provided too few or too many messages to delete. Must provide at least 2 and at most 100."),
    50024: (400, "Cannot execute action on this channel type"),
    50025: (403, "Invalid OAuth2 access token provided"),
    50028: (400, "Invalid Role"),
    50034: (400, "You can only bulk delete messages that are under 14 days old."),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
    160004: (400, "A thread has already been created for this message"),
    180000: (400, "Cannot update a finished event"),
}


class DiscordError(Exception):
    """An answer that is not a success; `body` is what goes over the wire."""

    def __init__(
        self, code: int, *, status: int | None = None, message: str | None = None, errors: Any = None
    ):
        known_status, known_message = KNOWN.get(code, (400, "Bad Request"))
        self.code, self.status = code, status or known_status
        self.body: dict[str, Any] = {"message": message or known_message, "code": code}
        if errors:
            self.body["errors"] = errors
        super().__init__(f"{self.status} {code}: {self.body['message']}")


UNAUTHORIZED = {"message": "401: Unauthorized", "code": 0}


class Form:
    """Collects the faults of a request body by path and raises them as one 50035."""

    def __init__(self) -> None:
        self.errors: dict[str, Any] = {}

    def fault(self, path: str, code: str, message: str) -> None:
        """Note a fault at a dotted path such as `embeds.0.title`."""
        node = self.errors
        for part in path.split("."):
            node = node.setdefault(part, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def text(self, path: str, value: Any, most: int, least: int = 0) -> str:
        """A string of `least` to `most` characters; missing counts as empty."""
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.fault(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
            return ""
        if least and not value:
            self.fault(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not least <= len(value) <= most:
            if least:
                said = f"Must be between {least} and {most} in length."
            else:
                said = f"Must be {most} or fewer in length."
            self.fault(path, "BASE_TYPE_BAD_LENGTH", said)
        return value

    def items(self, path: str, value: Any, most: int, least: int = 0) -> list[Any]:
        """A list of `least` to `most` entries; missing counts as empty."""
        if value is None:
            value = []
        if not isinstance(value, list):
            self.fault(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not least <= len(value) <= most:
            self.fault(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        return value

    def done(self) -> None:
        """Raise everything that was found, if anything was."""
        if self.errors:
            raise DiscordError(50035, errors=self.errors)


def bad_form(path: str, code: str, message: str) -> DiscordError:
    """A single form fault, ready to raise."""
    form = Form()
    form.fault(path, code, message)
    return DiscordError(50035, errors=form.errors)
