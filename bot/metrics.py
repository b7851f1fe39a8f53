"""Counters of this process, and figures in the text that Prometheus reads."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[str, Mapping[str, str], float]


@dataclass(frozen=True, slots=True)
class Family:
    """One metric: its name, kind (counter, gauge, histogram), what it means, and its samples by suffix and labels."""

    name: str
    kind: str
    help: str
    samples: Sequence[Sample]


def gauge(name: str, help: str, *values: tuple[Mapping[str, str], float]) -> Family:
    """Figures that rise and fall."""
    return Family(name, "gauge", help, [("", labels, value) for labels, value in values])


def counter(name: str, help: str, *values: tuple[Mapping[str, str], float]) -> Family:
    """Figures that only rise; `name` ends in `_total`."""
    return Family(name, "counter", help, [("", labels, value) for labels, value in values])


class Histogram:
    """How long something took, counted by labels. Their values must come from a bounded set."""

    def __init__(self, name: str, help: str, labels: Sequence[str], bounds: Sequence[float]) -> None:
        self.name, self.help, self.labels, self.bounds = name, help, labels, bounds
        self._counts: dict[tuple[str, ...], list[int]] = {}
        self._sums: dict[tuple[str, ...], float] = {}

    def observe(self, seconds: float, *labels: str) -> None:
        """One more."""
        counts = self._counts.get(labels)
        if counts is None:
            counts = self._counts[labels] = [0] * (len(self.bounds) + 1)
            self._sums[labels] = 0.0
        place = next((i for i, bound in enumerate(self.bounds) if seconds <= bound), len(self.bounds))
        counts[place] += 1
        self._sums[labels] += seconds

    def family(self) -> Family:
        """What was counted so far; buckets are cumulative, as Prometheus wants them."""
        return Family(self.name, "histogram", self.help, list(self._samples()))

    def _samples(self) -> Iterator[Sample]:
        for values, counts in self._counts.items():
            labels = dict(zip(self.labels, values, strict=True))
            total = 0
            for bound, count in zip([*map(_number, self.bounds), "+Inf"], counts, strict=True):
                total += count
                yield "_bucket", {**labels, "le": bound}, total
            yield "_sum", labels, self._sums[values]
            yield "_count", labels, total


def text(families: Iterable[Family]) -> str:
    """The families in the text format, version 0.0.4."""
    lines = []
    for family in families:
        told = family.help.replace("\\", "\\\\").replace("\n", "\\n")
        lines += [f"# HELP {family.name} {told}", f"# TYPE {family.name} {family.kind}"]
        lines += [f"{family.name}{suffix}{_labels(ls)} {_number(v)}" for suffix, ls, v in family.samples]
    return "\n".join(lines) + "\n"


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items()) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


# -- this process ----------------------------------------------------------------------------------------

LAG = Histogram(
    "concord_loop_lag_seconds",
    "How late the event loop was, every half second",
    (),
    (0.01, 0.05, 0.1, 0.5, 1, 5),
)


class LoopWatch:
    """Asks the loop to be woken every half second and writes down how late it was.

    By the loop's own time, not by `bot.clock`: the demo's clock may jump, a late loop is late all the same.
    """

    BEAT = 0.5

    def __init__(self) -> None:
        self._handle: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin to watch the running loop."""
        loop = asyncio.get_running_loop()
        due = loop.time() + self.BEAT
        self._handle = loop.call_at(due, self._beat, due)

    def stop(self) -> None:
        """End; harmless if it never began."""
        if self._handle is not None:
            self._handle.cancel()

    def _beat(self, due: float) -> None:
        LAG.observe(max(0.0, asyncio.get_running_loop().time() - due))
        self.start()


def memory() -> int:
    """Bytes of memory that this process holds resident."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def cpu_seconds() -> float:
    """Seconds of processor time that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def open_files() -> int:
    """How many files and sockets this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())
