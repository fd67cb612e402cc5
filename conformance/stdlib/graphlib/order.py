"""Orders by graphlib, actions in their order by sched."""
import sched
from graphlib import CycleError, TopologicalSorter

ts = TopologicalSorter({"D": {"B", "C"}, "B": {"A"}, "C": {"A"}})
order = list(ts.static_order())
print(order[0], order[-1], sorted(order))
ts = TopologicalSorter()
ts.add("install", "download", "unpack")
ts.add("unpack", "download")
ts.prepare()
while ts.is_active():
    ready = ts.get_ready()
    print(ready)
    ts.done(*ready)
try:
    TopologicalSorter({"a": ["b"], "b": ["c"], "c": ["a"]}).prepare()
except CycleError as e:
    print(e.args, str(e)[:30])
s = sched.scheduler(lambda: clock[0], lambda d: clock.__setitem__(0, clock[0] + d))
clock = [0]
s.enter(5, 1, print, ("five",))
s.enter(2, 2, print, argument=("two",), kwargs={"end": "!\n"})
ev = s.enter(3, 1, print, ("never",))
s.enterabs(2, 1, lambda: print("two first", clock[0]))
s.cancel(ev)
print(len(s.queue), s.empty())
s.run()
print(clock, s.empty())
ts = TopologicalSorter()
ts.add(1, 2)
for wrong in (lambda: ts.done(1), lambda: ts.get_ready(), lambda: ts.is_active()):
    try:
        wrong()
    except ValueError as error:
        print(error)
ts.prepare()
for wrong in (lambda: ts.done(9), lambda: ts.done(1), lambda: ts.add(3), lambda: ts.prepare()):
    try:
        wrong()
    except ValueError as error:
        print(error)
print(ts.get_ready(), ts.done(2), ts.get_ready(), bool(ts))
