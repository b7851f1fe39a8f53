"""The people of the pretend alliance: names, places and the fixed ids of those who play a part in stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

# EVE
NORTHERN_WATCH, LANTERN_COMPACT, ASHEN_DOMINION = 99_010_001, 99_010_002, 99_010_003
PROVI_TRADERS, POLAR_FOUNDRY, ICEBREAKER_WING = 98_600_001, 98_600_002, 98_600_003
LAMPLIGHTERS, CINDER_REAVERS, DRIFTWOOD = 98_600_004, 98_600_005, 98_600_006
IMPERIAL_ACADEMY, SCHOOL_OF_KNOWLEDGE = 1_000_166, 1_000_044

OURS = (PROVI_TRADERS, POLAR_FOUNDRY, ICEBREAKER_WING)

# Discord
GUILD = "110000000000000001"
WELCOME, GENERAL, STAFF_CHANNEL, FLEET = (f"12000000000000000{n}" for n in (1, 2, 3, 4))
BOT_ROLE, STAFF, FOUNDERS, FRIENDS = (f"13000000000000000{n}" for n in (1, 2, 3, 4))

FOUNDED = datetime(2014, 3, 8, 19, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Union:
    """An alliance to be: its first corporation leads it."""

    id: int
    name: str
    ticker: str
    corporations: tuple[int, ...]


@dataclass(frozen=True)
class Firm:
    """A corporation to be."""

    id: int
    name: str
    ticker: str
    ceo: int | None = None


@dataclass(frozen=True)
class Persona:
    """Somebody with a part: a Discord user with an EVE account. The first character is the main one."""

    discord_id: str
    name: str
    characters: tuple[tuple[int, str, int], ...]
    in_guild: bool = True
    roles: tuple[str, ...] = ()
    note: str = ""


FIRMS = (
    Firm(1_000_001, "Doomheim", "666"),
    Firm(IMPERIAL_ACADEMY, "Imperial Academy", "IAC"),
    Firm(SCHOOL_OF_KNOWLEDGE, "School of Applied Knowledge", "SAK"),
    Firm(PROVI_TRADERS, "Provi Traders", "PROV", 2_112_000_101),
    Firm(POLAR_FOUNDRY, "Polar Foundry", "POLAR", 2_112_000_201),
    Firm(ICEBREAKER_WING, "Icebreaker Wing", "ICEBR", 2_112_000_301),
    Firm(LAMPLIGHTERS, "Lamplighter Logistics", "LAMPL", 2_112_000_501),
    Firm(CINDER_REAVERS, "Cinder Reavers", "CINDR", 2_112_000_601),
    Firm(DRIFTWOOD, "Driftwood Salvage", "DRIFT", 2_112_000_701),
)

UNIONS = (
    Union(NORTHERN_WATCH, "Northern Watch", "NWTCH", OURS),
    Union(LANTERN_COMPACT, "Lantern Compact", "LAMPS", (LAMPLIGHTERS,)),
    Union(ASHEN_DOMINION, "Ashen Dominion", "ASHEN", (CINDER_REAVERS,)),
)

MARA = Persona(
    "140000000000000001",
    "Mara Venn",
    (
        (2_112_000_101, "Mara Venn", PROVI_TRADERS),
        (2_112_000_102, "Venn Freight", PROVI_TRADERS),
        (2_112_000_103, "Quiet Ledger", POLAR_FOUNDRY),
    ),
    roles=(STAFF, FOUNDERS),
    note="leads the alliance and owns the guild",
)
JONAS = Persona(
    "140000000000000002",
    "Jonas Hale",
    ((2_112_000_201, "Jonas Hale", POLAR_FOUNDRY), (2_112_000_202, "Hale Forge", POLAR_FOUNDRY)),
    roles=(STAFF,),
    note="staff; leads Polar Foundry",
)
SIGRID = Persona(
    "140000000000000003",
    "Sigrid Aune",
    (
        (2_112_000_301, "Sigrid Aune", ICEBREAKER_WING),
        (2_112_000_302, "Aune Cyno", ICEBREAKER_WING),
        (2_112_000_303, "Second Winter", ICEBREAKER_WING),
        (2_112_000_304, "Third Winter", IMPERIAL_ACADEMY),
    ),
    note="fleet commander with three alts, one of them in an academy",
)
TESS = Persona(
    "140000000000000004",
    "Tess Okoro",
    ((2_112_000_401, "Tess Okoro", PROVI_TRADERS), (2_112_000_402, "Okoro Prospect", PROVI_TRADERS)),
    note="new: in the guild, not yet linked; begin with her",
)
BRAM = Persona(
    "140000000000000005",
    "Bram Castell",
    ((2_112_000_411, "Bram Castell", ICEBREAKER_WING),),
    roles=(FRIENDS,),
    note="wears a role that Concord must never touch",
)
RHEA = Persona(
    "140000000000000006",
    "Rhea Solace",
    ((2_112_000_501, "Rhea Solace", LAMPLIGHTERS), (2_112_000_502, "Solace Relay", LAMPLIGHTERS)),
    note="blue: leads the allied corporation",
)
VIKTOR = Persona(
    "140000000000000007",
    "Viktor Ashgrave",
    ((2_112_000_601, "Viktor Ashgrave", CINDER_REAVERS),),
    in_guild=False,
    note="hostile",
)
IMKE = Persona(
    "140000000000000008",
    "Imke Sand",
    ((2_112_000_701, "Imke Sand", DRIFTWOOD),),
    note="neutral: leads a corporation without alliance",
)
NOVA = Persona(
    "140000000000000009",
    "Nova Prynn",
    ((2_112_000_801, "Nova Prynn", IMPERIAL_ACADEMY),),
    note="a beginner in an academy, about to apply",
)
ILSE = Persona(
    "140000000000000010",
    "Ilse Brandt",
    ((2_112_000_421, "Ilse Brandt", POLAR_FOUNDRY), (2_112_000_422, "Brandt Barge", POLAR_FOUNDRY)),
    in_guild=False,
    note="a member who is not in the guild yet: the way in from the site",
)

PERSONAS = (MARA, JONAS, SIGRID, TESS, BRAM, RHEA, VIKTOR, IMKE, NOVA, ILSE)
"""Those with a part. Everybody else is made up from the names below."""

FIRST = """
Ada Aksel Alba Anders Anouk Aris Asa Astrid Bela Birk Brenna Caius Calla Carys Cato Cora Dagny Dara Deon
Eirik Elin Elio Embla Enzo Esme Fenn Fia Finch Freya Gale Gideon Greta Hale Hedda Hugo Ida Ilan Ingrid
Io Isak Jora Juno Kael Kaja Kit Lark Leif Lena Linus Liv Lucan Lyra Maren Marek Mila Milo Nadia Nils
Noor Odin Oona Orin Orla Otto Paz Perrin Petra Pia Quill Rafe Ragna Reza Rook Runa Sable Saga Selma
Silas Sol Soren Suri Tamsin Teo Thea Tove Tycho Ulla Una Vale Vega Vera Vidar Wren Xan Yara Ylva Yuri
Zara Zeno Zia
""".split()  # noqa: SIM905
LAST = """
Abernathy Alder Arden Barrow Beck Birch Blackwood Brand Briar Calder Carrow Cask Corvin Crane Dahl Dray
Eklund Ember Falk Farrow Fell Finch Fjord Frost Gale Garnet Glass Granth Grey Hallam Harrow Hawke Heath
Holm Ives Jarl Juhl Karst Keel Kerr Kestrel Lind Locke Lund Marsh Mercer Moss Nash Nord Northrup Oakes
Orme Oster Pell Pike Quarry Quist Rask Reed Rime Rowe Sayer Serrano Shaw Skov Slate Soto Sparrow Stark
Steen Stone Storm Tarn Thorne Tidewell Torv Urquhart Vance Varga Vesper Voss Wake Ward Weld West Whit
Wilde Winter Wolfe Wray Yarrow Yates Zell Zorn
""".split()  # noqa: SIM905
ALT_WORDS = """
Anvil Beacon Bulkhead Cargo Cinnabar Cyno Drift Echo Fathom Feather Gneiss Halcyon Ingot Jetsam Lantern
Lattice Magpie Mica Needle Ochre Opal Parallax Pebble Quartz Relay Rivet Scout Shale Signal Spindle
Tally Tether Thistle Umbra Vapor Vellum Wicket Zenith
""".split()  # noqa: SIM905
"""Invented pilots are a first and a last name; their alts a last name and a thing."""
