"""Read the log of a web server and print a report; no asyncio here."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from itertools import groupby

LOG = """\
08:01:12 GET /index.html 200 5120 "Firefox 130"
08:01:13 GET /style.css 200 910 "Firefox 130"
08:02:40 GET /café/menü 200 2048 "Chrome 128"
08:02:59 POST /order 500 0 "Chrome 128"
this line is damaged
08:03:00 POST /order 201 64 "Chrome 128"
09:15:31 GET /index.html 304 0 "curl/8.9"
09:15:32 GET /admin 403 12 "curl/8.9"
09:15:32 GET /admin/../etc 403 12 "curl/8.9"
09:59:59 GET /big.iso 200 1234567890 "wget"
10:00:00 GET /nothing 404 x "Firefox 130"
10:00:01 HEAD /index.html 200 0 "Safari 17"
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One request, as the log tells it."""

    time: str
    method: str
    path: str
    status: int
    size: int
    agent: str

    @property
    def hour(self) -> int:
        return int(self.time[:2])

    @classmethod
    def parse(cls, line: str) -> Hit:
        """Split a line; the agent is quoted and may contain spaces."""
        rest, quote, agent = line.rstrip().removesuffix('"').partition(' "')
        if not quote:
            raise ValueError("no agent")
        time, method, path, status, size = rest.split()
        return cls(time, method, path, int(status), int(size), agent)


def read(text: str) -> tuple[list[Hit], list[str]]:
    """Return the hits, and complaints about lines that are none."""
    hits: list[Hit] = []
    complaints: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            hits.append(Hit.parse(line))
        except ValueError as error:
            complaints.append(f"line {number}: {error}")
    return hits, complaints


def human(size: float) -> str:
    """1536 -> '1.5 KB'"""
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024 or unit == "GB":
            break
        size /= 1024
    return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"


def table(title: str, rows: list[tuple[str, int]], width: int = 30) -> None:
    """Print rows with a bar each, the longest as long as `width`."""
    print(f"{title:-^50}")
    most = max(count for _, count in rows)
    for name, count in rows:
        bar = "=" * round(width * count / most)
        print(f"{name:<14.14} {count:>3} {bar}")


def main() -> int:
    hits, complaints = read(LOG)
    total = sum(hit.size for hit in hits)
    print(f"{len(hits)} hits, {total:,} bytes ({human(total)})")
    print("ignored:", *complaints, sep="\n  ")

    table("pages", Counter(hit.path for hit in hits).most_common(4))
    agents = Counter(hit.agent.replace("/", " ").split()[0].title() for hit in hits)
    table("agents", sorted(agents.items()))

    print(f"{'hours':-^50}")
    for hour, group in groupby(hits, key=lambda hit: hit.hour):
        members = list(group)
        share = len(members) / len(hits)
        top = max(members, key=lambda hit: hit.size)
        print(f"{hour:02}h {share:>6.1%} largest {top.path} ({human(top.size)})")

    statuses: defaultdict[str, list[str]] = defaultdict(list)
    for hit in hits:
        statuses[f"{hit.status // 100}xx"].append(hit.path)
    print(f"{'errors':-^50}")
    for kind in sorted(statuses.keys() & {"4xx", "5xx"}):
        print(f"{kind}: {', '.join(dict.fromkeys(statuses[kind]))}")

    first = min(hits, key=lambda hit: (hit.size == 0, hit.path.casefold(), hit.size))
    print(json.dumps(asdict(first), ensure_ascii=True, sort_keys=True))
    names = {name for hit in hits for name in hit.path.strip("/").split("/")}
    words = " ".join(sorted(names, key=lambda name: (len(name), name)))
    print(words.upper(), len(words), len(words.encode()))
    big = max(hits, key=lambda hit: hit.size)
    print("%s is %.3f%% of all" % (big.path, 100 * big.size / total))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
