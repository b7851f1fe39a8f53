"""The engine room."""

__version__ = "0.1.0"
