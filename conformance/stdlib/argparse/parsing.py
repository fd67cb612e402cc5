"""argparse: positionals, options, types, nargs, groups, sub-commands, help, errors."""

import argparse
import contextlib
import sys
from argparse import ArgumentParser


def run(parser, *lines):
    for line in lines:
        try:
            with contextlib.redirect_stderr(sys.stdout):
                print(line, "->", parser.parse_args(line.split()))
        except SystemExit as e:
            print(line, "-> exit", e.code)


p = ArgumentParser(prog="tool", description="A tool that does things.", epilog="See you.")
p.add_argument("path", help="what to read")
p.add_argument("rest", nargs="*", help="more of it")
p.add_argument("-v", "--verbose", action="count", default=0, help="say more")
p.add_argument("-n", "--number", type=int, default=3, metavar="N", help="how many (default: %(default)s)")
p.add_argument("--mode", choices=["fast", "slow"], help="which %(prog)s mode")
p.add_argument("--flag", action="store_true")
p.add_argument("--no-color", action="store_false", dest="color")
p.add_argument("-I", "--include", action="append", metavar="DIR", help="a help text that is long enough to be wrapped over several lines of the terminal")
p.add_argument("--version", action="version", version="%(prog)s 1.2")
p.add_argument("--pair", nargs=2, type=float)
p.add_argument("--maybe", nargs="?", const="C", default="D")
p.add_argument("--color-scheme-name", dest="scheme")
run(p, "a", "a b c -vv", "-n 5 a", "-n5 a --mode fast", "--number=7 a --flag --no-color", "a -I x -Iy --include=z", "--pair 1 2.5 a", "a --maybe", "a --maybe x", "a --verb", "-vn4 a", "-- -x", "a -n -3", "a b --flag c",
    "", "a -n x", "a --mode other", "a --nope", "a --pair 1", "a --flag=1", "a --ver", "--version", "-h", "a --n 3")
print(p.format_usage())

q = ArgumentParser(prog="git")
q.add_argument("--debug", action=argparse.BooleanOptionalAction, default=False)
sub = q.add_subparsers(dest="command", required=True, help="commands", metavar="COMMAND")
add = sub.add_parser("add", help="add files", aliases=["a"])
add.add_argument("files", nargs="+")
add.set_defaults(func="do_add")
commit = sub.add_parser("commit", help="commit it", description="Commits.")
commit.add_argument("-m", "--message", required=True)
run(q, "add x y", "a x", "commit -m hi", "--debug commit --message=x", "--no-debug add z", "add", "commit", "push", "", "add x --what", "-h", "commit -h")

g = ArgumentParser(prog="g", add_help=False, argument_default=None)
group = g.add_argument_group("output", "where it goes")
group.add_argument("-o", "--out", required=True, help="target")
x = g.add_mutually_exclusive_group(required=True)
x.add_argument("--a", action="store_const", const=1)
x.add_argument("--b", type=lambda s: s.upper())
g.add_argument("num", type=int, nargs="?", default="7")
run(g, "-o f --a", "-of --b x 9", "-o f", "--a", "-o f --a --b y", "-o f --b x y")
g.print_help()

r = ArgumentParser(prog="r", formatter_class=argparse.ArgumentDefaultsHelpFormatter, usage="%(prog)s [things]")
r.add_argument("--level", type=int, default=1, help="the level")
r.add_argument("cmd", nargs=argparse.REMAINDER)
run(r, "--level 2 x --y -z", "x")
r.print_help()
print(r.parse_known_args(["--unknown", "1"]), p.parse_known_args(["a", "--zz"])[1], p.get_default("number"), vars(r.parse_args([])))
t = ArgumentParser(prog="t", exit_on_error=False)
t.add_argument("--n", type=int)
try:
    t.parse_args(["--n", "x"])
except argparse.ArgumentError as e:
    print("error:", e)


def even(text):
    value = int(text)
    if value % 2:
        raise argparse.ArgumentTypeError(f"{text} is odd")
    return value


t2 = ArgumentParser(prog="t2", parents=[g])
t2.add_argument("--even", type=even)
run(t2, "-o f --a --even 4", "-o f --a --even 3")
n = argparse.Namespace(a=1, b="x")
print(n, n == argparse.Namespace(a=1, b="x"), "a" in n, "c" in n)
raw = ArgumentParser(prog="raw", description="line 1\n  line 2", formatter_class=argparse.RawDescriptionHelpFormatter)
raw.add_argument("--a-very-long-option-name-indeed", help="text\nafter")
print(raw.format_help())
w = ArgumentParser(prog="wide-program-name")
for name in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta"):
    w.add_argument("--" + name, metavar=name.upper())
w.add_argument("first")
w.add_argument("second", nargs="+")
print(w.format_usage())
