"""os and os.path: pure path functions, environment, what needs no files."""

import os
import os.path
from os import path
from os.path import basename, join

print(join("a", "b", "c.txt"), join("a/", "/b"), join("", "x"), join("a", ""), path.split("/a/b/"), path.split("x"), path.split("//a"), path.splitext("a.tar.gz"), path.splitext(".bashrc"), path.splitext("a/b.c/d"), path.splitext("..x"), path.splitext("a."))
print(basename("/a/b.txt"), os.path.dirname("/a/b.txt"), path.isabs("/a"), path.isabs("a"), path.normpath("a//b/../c/./d"), path.normpath("/../a"), path.normpath(""), path.normpath("../../x"), path.normpath("//a"), path.commonprefix(["abc", "abd"]), path.commonpath(["/a/b/c", "/a/b/d"]), path.relpath("/a/b/c", "/a/d"), path.relpath("/a", "/a"))
print(path.abspath("/a/../b"), path.join(os.getcwd(), "x") == path.abspath("x"), path.exists("/nope/nope"), path.isfile("/nope"), path.isdir("/nope"), path.splitroot("/a/b"), path.splitdrive("/a"), path.normcase("/A"), os.sep, repr(os.linesep), os.name, os.curdir, os.pardir, os.extsep, os.pathsep, os.devnull, os.altsep)
os.environ["PORTALIS_X"] = "1"
print(os.environ["PORTALIS_X"], os.getenv("PORTALIS_X"), os.environ.get("NO_SUCH_VARIABLE", "d"), os.getenv("NO_SUCH_VARIABLE"), "PORTALIS_X" in os.environ, os.environ.pop("PORTALIS_X"), os.environ.get("PORTALIS_X"), path.expandvars("$NO_SUCH_VARIABLE/x ${no}"), path.expanduser("x~"))
print(os.fspath("a"), os.fsencode("é"), os.fsdecode(b"a"), len(os.urandom(5)), os.strerror(2), isinstance(os.getpid(), int), os.cpu_count() >= 1, issubclass(os.PathLike, object), isinstance("a", os.PathLike))


class P:
    def __fspath__(self):
        return "p/q"


print(os.fspath(P()), path.join(P(), "r"), basename(P()), isinstance(P(), os.PathLike))
for bad in (lambda: os.environ["NO_SUCH_VARIABLE"], lambda: os.listdir("/nope/nope"), lambda: os.remove("/nope/nope"), lambda: os.fspath(5), lambda: join(5, "a"), lambda: join("a", b"b"), lambda: os.environ.update(x=5), lambda: os.stat("/nope/nope"), lambda: path.commonpath([]), lambda: path.commonpath(["/a", "b"]), lambda: path.relpath(""), lambda: open("/nope/nope"), lambda: os.mkdir("/nope/nope/nope"), lambda: os.rename("/nope/a", "/nope/b"), lambda: path.getsize("/nope")):
    try:
        print(bad())
    except (OSError, KeyError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
