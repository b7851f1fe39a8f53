"""Lists as pages: what an address asks, how it is written back, and what a spreadsheet may not take for a formula."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.sheets import as_csv
from web.tables import Asked, Pager, as_file, asked


def of(address: str, **known: Any) -> Asked:
    return asked(make_mocked_request("GET", address), **known)


def test_an_address_is_read_and_written_back_the_same() -> None:
    address = "/admin/users?q=anna+trader&sort=-main&group=3&group=4&state=2&per=100&page=3"
    found = of(address, sorts=("main",), filters=("state", "group"))
    assert (found.q, found.sort, found.page, found.per, found.start) == ("anna trader", "-main", 3, 100, 200)
    assert found.filters == {"state": ("2",), "group": ("3", "4")}
    assert found.href(page=3) == address


@pytest.mark.parametrize(
    "address",
    [
        "/x?page=0&per=-3&sort=secret&format=exe",
        "/x?page=%F0%9F%98%80&per=1e9&sort=&format=",
        "/x?page=99999999999999999999&unknown=1",
        "/x?page=%D9%A3",  # a digit of another script
    ],
)
def test_what_cannot_be_read_is_as_if_it_were_not_there(address: str) -> None:
    found = of(address, sorts=("name",), filters=("state",), sort="name")
    assert (found.page, found.sort, found.format, found.filters) == (1, "name", "", {})
    assert 1 <= found.per <= 500


def test_a_change_leads_to_the_first_page_and_keeps_the_rest() -> None:
    found = of("/x?q=a&state=2&page=7", filters=("state",))
    assert found.href(sort="name") == "/x?q=a&sort=name&state=2"
    assert found.href(state="") == "/x?q=a"
    assert found.without("state", "2") == "/x?q=a"
    assert found.hidden("q") == [("state", "2")]


def test_a_page_of_many_links_to_its_neighbours_and_the_ends() -> None:
    pager = Pager(of("/x?page=7"), 1000)
    assert pager.numbers == [1, None, 6, 7, 8, None, 20]
    assert (pager.first, pager.last, pager.pages) == (301, 350, 20)
    assert Pager(of("/x"), 0).numbers == [1]


def test_a_cell_that_begins_like_a_formula_is_made_harmless() -> None:
    text = as_csv(["name"], [["=HYPERLINK(1)"], ["@sum"], ["Anna"], [None], [-3]])
    assert text.splitlines() == ["name", "'=HYPERLINK(1)", "'@sum", "Anna", '""', "-3"]


def test_a_list_comes_as_the_file_that_was_asked_for() -> None:
    rows = [["Anna", 1]]
    as_json = as_file(make_mocked_request("GET", "/x?format=json"), "users", ["name", "n"], rows)
    assert as_json.body == b'[{"name": "Anna", "n": 1}]'
    assert as_json.headers["Content-Disposition"] == 'attachment; filename="users.json"'
    assert as_json.headers["Cache-Control"] == "private, no-store"
    sheet = as_file(make_mocked_request("GET", "/x?format=csv"), "users", ["name", "n"], rows)
    assert sheet.body == "\ufeffname,n\r\nAnna,1\r\n".encode()
