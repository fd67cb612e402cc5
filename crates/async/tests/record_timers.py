"""Records timers.txt: the order in which CPython runs timers, many of them equal, some cancelled.

Run it with CPython 3.13. Time is simulated: waiting moves the clock by what was waited for. Each line of the file is
one step: `add ID WHEN`, `cancel ID`, or `run WHEN` (a last timer stops the loop) and the IDs that ran.
"""

import asyncio
import pathlib
import random


class Loop(asyncio.SelectorEventLoop):
    now = 0.0

    def __init__(self):
        super().__init__()
        select = self._selector.select

        def simulated(timeout=None):
            self.now += timeout or 0.0
            return select(0)

        self._selector.select = simulated

    def time(self):
        return self.now


def record(seed, count, cancelled, out):
    rng = random.Random(seed)
    loop, ran, timers = Loop(), [], {}
    out.append(f"loop {seed}")
    for phase in range(4):
        for _ in range(count):
            ident, when = len(timers), float(phase * 10 + rng.randrange(12))
            timers[ident] = loop.call_at(when, ran.append, ident)
            out.append(f"add {ident} {when}")
        for ident in rng.sample(sorted(timers), int(count * cancelled)):
            timers[ident].cancel()
            out.append(f"cancel {ident}")
        when = float(phase * 10 + 10)
        loop.call_at(when, loop.stop)
        loop.run_forever()
        out.append(f"run {when} {' '.join(map(str, ran))}")
        ran.clear()
    loop.close()


lines = []
record(1, 8, 0.0, lines)
record(2, 40, 0.3, lines)
record(3, 150, 0.9, lines)
record(4, 300, 0.7, lines)
pathlib.Path(__file__).with_name("timers.txt").write_text("\n".join(lines) + "\n")
