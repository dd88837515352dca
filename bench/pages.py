"""bin/bench pages : public pages beside a view that does nothing, on the same server, in one run.

The server is the demo site as bin/run serves it: granian, one worker, one thread, SQLite. Five rounds; in each round
every page has its turn, so that a busy moment of the machine falls on all alike. Prints the median and the worst round,
and the ratio to the view that does nothing. Each page is asked for as it is kept in memory, and made anew ("?new=").
"""

from __future__ import annotations

import http.client
import itertools
import statistics
import threading
import time
from dataclasses import dataclass

from tests.browser.served import Site, served

ROUNDS = 5
# A page asked for with a number nobody used before is not in memory.
ANEW = "?new=NEW"
numbers = itertools.count()
SECONDS = 2.0
CONNECTIONS = 4


@dataclass(frozen=True)
class Round:
    """One round of one address: requests a second; latency in ms of the middle and of the slowest in a hundred."""

    per_second: float
    middle: float
    slow: float


def main() -> None:
    with served() as site:
        port = int(site.root.rsplit(":", 1)[1])
        pages = {"home": "/ky/", "programme": _first(site, "programme "), "meeting": _first(site, "assembly")}
        anew = {f"{name}, made anew": address + ANEW for name, address in pages.items()}
        addresses = {"nothing (/healthz)": "/healthz", **pages, **anew}
        for address in addresses.values():
            measure(port, address, 0.5)
        rounds: dict[str, list[Round]] = {name: [] for name in addresses}
        for _ in range(ROUNDS):
            for name, address in addresses.items():
                rounds[name].append(measure(port, address, SECONDS))
    tell(rounds)


def _first(site: Site, name: str) -> str:
    return "/ky/" + next(address for page, address in site.pages.items() if page.startswith(name))


def measure(port: int, address: str, seconds: float) -> Round:
    """Ask for one address over a few open connections for so many seconds."""
    times: list[float] = []
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=_ask, args=(port, address, until, times)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordered = sorted(times)
    return Round(len(times) / seconds, ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.99)] * 1000)


def _ask(port: int, address: str, until: float, times: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.perf_counter() < until:
        begun = time.perf_counter()
        connection.request("GET", address.replace("NEW", str(next(numbers))), headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{address} answered {answer.status}")
        times.append(time.perf_counter() - begun)
    connection.close()


def tell(rounds: dict[str, list[Round]]) -> None:
    idle = statistics.median(r.per_second for r in rounds["nothing (/healthz)"])
    print(f"{'':<24}{'req/s':>10}{'worst':>10}{'of nothing':>12}{'median ms':>12}{'p99 ms':>10}{'worst p99':>12}")
    for name, of_page in rounds.items():
        per_second = statistics.median(r.per_second for r in of_page)
        print(
            f"{name:<24}{per_second:>10.0f}{min(r.per_second for r in of_page):>10.0f}{per_second / idle:>12.2f}"
            f"{statistics.median(r.middle for r in of_page):>12.1f}{statistics.median(r.slow for r in of_page):>10.1f}"
            f"{max(r.slow for r in of_page):>12.1f}"
        )


if __name__ == "__main__":
    main()
