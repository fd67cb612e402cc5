"""pathlib: pure paths; files only as far as they do not exist."""

from pathlib import Path, PurePath, PurePosixPath
import pathlib

p = PurePosixPath("/a/b/../c/./archive.tar.gz")
print(p, repr(p), p.parts, p.name, p.stem, p.suffix, p.suffixes, p.parent, p.root, p.anchor, repr(p.drive), p.is_absolute(), list(p.parents)[:2], p.parents[0], len(p.parents))
for text in ("a", "", ".", "/", "a/", "a//b", "./a", "..", "a/..", "//a", "///a", ".bashrc", "a.", "a.b.", "a/.x.y"):
    q = PurePosixPath(text)
    print(repr(text), str(q), q.parts, repr(q.name), repr(q.stem), repr(q.suffix), q.suffixes, str(q.parent))
a = PurePosixPath("a/b")
print(a / "c", "x" / a, a / "/abs", a.joinpath("c", "d"), a / PurePosixPath("e"), PurePosixPath("a", "b", "c"), PurePosixPath("a", "/b"), a == PurePosixPath("a//b/"), a != "a/b", hash(a) == hash(PurePosixPath("a/b")), a < PurePosixPath("a/c"), sorted([PurePosixPath("b"), a])[0])
print(a.with_name("z.txt"), PurePosixPath("x/y.py").with_suffix(".txt"), PurePosixPath("x/y.py").with_suffix(""), PurePosixPath("x/y.py").with_stem("w"), PurePosixPath("/a/b/c").relative_to("/a"), PurePosixPath("/a/b").relative_to("/a/c", walk_up=True), PurePosixPath("/a/b").is_relative_to("/a"), PurePosixPath("/a b").as_uri(), a.as_posix(), bytes(a))
print(PurePosixPath("a/b.py").match("*.py"), PurePosixPath("/a/b.py").match("/a/*.py"), PurePosixPath("a/b.py").match("b.*"), PurePosixPath("a/b/c.py").full_match("a/**/*.py"), PurePosixPath("a.py").match("/a.py"), a.match("x/*"))
h = Path("some") / "file.txt"
print(h, type(h).__name__, isinstance(h, PurePath), h.exists(), h.is_file(), h.is_dir(), Path("/nope/nope").exists(), Path.cwd() == Path().absolute(), Path("a").absolute() == Path.cwd() / "a", f"{h}", str(Path()), {h: 1}[Path("some/file.txt")], isinstance(h, pathlib.PosixPath))
for bad in (lambda: a.with_name("x/y"), lambda: PurePosixPath("/").with_name("x"), lambda: a.with_suffix("txt"), lambda: a.relative_to("z"), lambda: PurePosixPath(5), lambda: a / 5, lambda: a.as_uri(), lambda: a.parents[9], lambda: a.match(""), lambda: Path("/nope/nope").read_text(), lambda: list(Path("/nope").iterdir()), lambda: Path("/nope/nope").mkdir(), lambda: Path("/nope/x").unlink(), lambda: Path("x").write_text(5), lambda: a < "b"):
    try:
        print(bad())
    except (ValueError, TypeError, OSError, IndexError) as e:
        print(type(e).__name__, e)
