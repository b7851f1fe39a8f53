"""The console: a page that shows the pretend guild, and the control API that it and the tests use."""

from sandbox.console.app import add_routes

__all__ = ["add_routes"]
