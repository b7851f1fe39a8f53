"""A small language that says who somebody must be: conditions joined by all, any and not.

Conditions are registered by name, by us in `conditions` and by features that come later. A rule is stored as JSON and
worked out for sets of people: one statement for each different condition, however many people there are.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.database import rows
from bot.errors import Invalid
from bot.rules.access import Actor
from bot.voice import say

DEEPEST = 4
"""How far conditions may stand inside one another."""
MOST_CONDITIONS = 40
MOST_VALUES = 100
IN_STATEMENT = 5000
"""Beyond so many people a statement asks about everybody instead."""

Value = int | str
People = frozenset[int] | None
"""About whom is asked; None: everybody."""
Memberships = Callable[[int], Awaitable[frozenset[int]]]
"""Who is in a group, as far as a pass has come."""


@dataclass(slots=True)
class Question:
    """What a condition is asked: about whom, and who is in groups meanwhile."""

    people: People
    members: Memberships

    def among(self, column: str) -> str:
        """A condition of SQL that keeps a statement to the people asked about."""
        if self.people is None or len(self.people) > IN_STATEMENT:
            return "1 = 1"
        return f"{column} IN ({', '.join(map(str, sorted(self.people))) or 'NULL'})"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One kind of condition. Its words are the keys `criterion.<name>` and `criterion.<name>.not` with {what}.

    `holders`: of whom it is true, one statement; `find`: what somebody typed as values, raises Invalid or NotFound;
    `named`: how values are called now; `takes`: what values are; `timed`: becomes true by the clock alone.
    """

    name: str
    holders: Callable[[Sequence[Value], Question], Awaitable[set[int]]]
    find: Callable[[Actor, Sequence[str]], Awaitable[list[Value]]]
    named: Callable[[str, Sequence[Value]], Awaitable[dict[Value, str]]]
    takes: type[int] | type[str] = int
    timed: bool = False


_known: dict[str, Criterion] = {}


def register(criterion: Criterion) -> Criterion:
    """Add a condition to the language; called once, beside the rule that knows of it."""
    if criterion.name in _known:
        raise RuntimeError(f"condition {criterion.name} is declared twice")
    return _known.setdefault(criterion.name, criterion)


def known() -> list[Criterion]:
    """All conditions there are, in the order in which they were added."""
    return list(_known.values())


# -- rules -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Is:
    """One condition with its values, any of which will do."""

    name: str
    of: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True where its part is not."""

    part: Rule


@dataclass(frozen=True, slots=True)
class All:
    """True where all parts are."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Any_:
    """True where one part is."""

    parts: tuple[Rule, ...]


Rule = Is | Not | All | Any_


def parse(stored: object, depth: int = 1) -> Rule:
    """The rule of JSON, as text or read; raises Invalid("criteria.unreadable" …) if it is none of ours."""
    if isinstance(stored, str):
        try:
            stored = json.loads(stored)
        except ValueError as e:
            raise Invalid("criteria.unreadable") from e
    rule = _parse(stored, depth)
    if depth == 1 and len(list(conditions(rule))) > MOST_CONDITIONS:
        raise Invalid("criteria.too_long", maximum=MOST_CONDITIONS)
    return rule


def _parse(stored: object, depth: int) -> Rule:
    if depth > DEEPEST:
        raise Invalid("criteria.too_deep", maximum=DEEPEST)
    match stored:
        case {"is": str(name), "of": list(values), **rest} if not rest:
            if name not in _known:
                raise Invalid("criteria.unknown", name=name[:64])
            if not 1 <= len(values) <= MOST_VALUES or any(type(v) is not _known[name].takes for v in values):
                raise Invalid("criteria.values", maximum=MOST_VALUES)
            return Is(name, tuple(dict.fromkeys(values)))
        case {"not": part, **rest} if not rest:
            return Not(_parse(part, depth + 1))
        case {"all": list(parts), **rest} if not rest and parts:
            return All(tuple(_parse(p, depth + 1) for p in parts))
        case {"any": list(parts), **rest} if not rest and parts:
            return Any_(tuple(_parse(p, depth + 1) for p in parts))
    raise Invalid("criteria.unreadable")


def stored(rule: Rule) -> dict[str, Any]:
    """The rule as JSON keeps it."""
    match rule:
        case Is(name, of):
            return {"is": name, "of": list(of)}
        case Not(part):
            return {"not": stored(part)}
        case All(parts):
            return {"all": [stored(p) for p in parts]}
        case Any_(parts):
            return {"any": [stored(p) for p in parts]}


def conditions(rule: Rule) -> Iterator[Is]:
    """Every condition in a rule."""
    match rule:
        case Is():
            yield rule
        case Not(part):
            yield from conditions(part)
        case All(parts) | Any_(parts):
            for part in parts:
                yield from conditions(part)


def timed(rule: Rule) -> bool:
    """Whether it becomes true for somebody by the clock alone."""
    return any(_known[c.name].timed for c in conditions(rule))


# -- of whom a rule is true --------------------------------------------------------------------------------


@dataclass(slots=True)
class Evaluation:
    """One pass over rules: each different condition is asked once."""

    question: Question
    everybody: frozenset[int]
    _answers: dict[Is, frozenset[int]] = field(default_factory=dict)

    @classmethod
    async def of(cls, people: People, members: Memberships) -> Evaluation:
        """Begin a pass about these people; of whom the inactive are left out. One statement."""
        question = Question(people, members)
        found = await rows(f"SELECT id FROM users u WHERE u.is_active AND {question.among('u.id')}")
        ids = frozenset(r["id"] for r in found)
        return cls(question, ids if people is None else ids & people)

    async def holders(self, rule: Rule) -> frozenset[int]:
        """Of whom the rule is true."""
        match rule:
            case Is():
                if rule not in self._answers:
                    found = await _known[rule.name].holders(rule.of, self.question)
                    self._answers[rule] = self.everybody & found
                return self._answers[rule]
            case Not(part):
                return self.everybody - await self.holders(part)
            case All(parts):
                return frozenset.intersection(*[await self.holders(p) for p in parts])
            case Any_(parts):
                return frozenset.union(*[await self.holders(p) for p in parts])


# -- a rule in words -----------------------------------------------------------------------------------------


async def sentence(rule: Rule, language: str) -> str:
    """The rule as people read it: "main in Provi Traders or Sisters, and not in group Guests"."""
    named: dict[Is, str] = {}
    for condition in set(conditions(rule)):
        called = await _known[condition.name].named(language, condition.of)
        names = [called.get(v) or say(language, "criteria.gone", what=v) for v in condition.of]
        named[condition] = say(language, "criteria.or").join(names)
    return _worded(rule, named, language)


def _worded(rule: Rule, named: dict[Is, str], language: str, *, inner: bool = False) -> str:
    match rule:
        case Is(name):
            return say(language, f"criterion.{name}", what=named[rule])
        case Not(Is(name) as part):
            return say(language, f"criterion.{name}.not", what=named[part])
        case Not(part):
            return say(language, "criteria.not", what=_worded(part, named, language))
        case All(parts) | Any_(parts):
            join = say(language, "criteria.and" if isinstance(rule, All) else "criteria.or_else")
            text = join.join(_worded(p, named, language, inner=True) for p in parts)
            return f"({text})" if inner and len(parts) > 1 else text


# -- rules as lines of a form ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One condition of a form. Lines of one `bracket` belong together, joined the other way than the rest."""

    name: str
    text: str  # values, separated by semicolons
    negated: bool = False
    bracket: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A rule as a form has it: lines of which all or any must be true, some of them in brackets."""

    every: bool = True
    lines: tuple[Line, ...] = ()


BRACKETS = ("A", "B", "C", "D")


async def rule_of(actor: Actor, form: Lines) -> Rule:
    """The rule that the lines of a form mean; raises Invalid or NotFound, naming what cannot be read."""
    outer: list[Rule] = []
    brackets: dict[str, list[Rule]] = {}
    for line in form.lines:
        if line.name not in _known:
            raise Invalid("criteria.unknown", name=line.name[:64])
        texts = [t for part in line.text.split(";") if (t := " ".join(part.split()))]
        if not 1 <= len(texts) <= MOST_VALUES:
            raise Invalid("criteria.values", maximum=MOST_VALUES)
        one: Rule = Is(line.name, tuple(dict.fromkeys(await _known[line.name].find(actor, texts))))
        one = Not(one) if line.negated else one
        if line.bracket not in BRACKETS:
            outer.append(one)
        elif line.bracket in brackets:
            brackets[line.bracket].append(one)
        else:
            brackets[line.bracket] = [one]
    if not form.lines:
        raise Invalid("criteria.empty")
    outside, inside = (All, Any_) if form.every else (Any_, All)
    outer += [inside(tuple(parts)) if len(parts) > 1 else parts[0] for parts in brackets.values()]
    made = outer[0] if len(outer) == 1 else outside(tuple(outer))
    return parse(stored(made))


async def lines_of(rule: Rule | None, language: str) -> Lines | None:
    """The lines that a form shows for a rule; None if it is more deeply nested than a form can show."""
    if rule is None:
        return Lines()
    every = not isinstance(rule, Any_)
    outer: Iterable[Rule] = rule.parts if isinstance(rule, All | Any_) else (rule,)
    flat: list[tuple[Rule, str]] = []
    letters = iter(BRACKETS)
    for part in outer:
        if isinstance(part, Any_ if every else All):
            if (letter := next(letters, None)) is None:
                return None
            flat += [(p, letter) for p in part.parts]
        else:
            flat.append((part, ""))
    made = []
    for part, letter in flat:
        condition = part.part if isinstance(part, Not) else part
        if not isinstance(condition, Is):
            return None
        called = await _known[condition.name].named(language, condition.of)
        text = "; ".join(called.get(v) or str(v) for v in condition.of)
        made.append(Line(condition.name, text, isinstance(part, Not), letter))
    return Lines(every, tuple(made))
