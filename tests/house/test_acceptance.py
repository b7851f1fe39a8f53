"""What the pages of acceptance name as proof is there: no test renamed or picture lost without the page knowing."""

from __future__ import annotations

import re

from tests.house.tree import ROOT

PAGES = sorted((ROOT / "docs/acceptance").glob("*.md"))


def test_everything_that_the_acceptance_names_is_there() -> None:
    assert PAGES
    missing = []
    for page in PAGES:
        text = page.read_text()
        for path, name in re.findall(r"`([\w/]+\.py)(?:::(test_\w+))?`", text):
            file = ROOT / "tests" / path
            if not file.exists() or (name and not re.search(rf"def {name}\(", file.read_text())):
                missing.append(f"{page.name}: {path}::{name}")
        missing += [
            f"{page.name}: {p}" for p in re.findall(r"`(docs/[\w/.-]+)`", text) if not (ROOT / p).exists()
        ]
    assert not missing, "\n".join(missing)


def test_every_sentence_has_a_proof_or_a_reason() -> None:
    bare = []
    for page in PAGES:
        for line in page.read_text().splitlines():
            cells = [c.strip() for c in line.strip("|").split("|")]
            if len(cells) >= 3 and re.fullmatch(r"[\dSBD]+\.\d+", cells[0]) and not cells[2]:
                bare.append(line)
    assert not bare
