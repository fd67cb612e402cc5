"""What the program runs on."""

import os
import sys
from collections import namedtuple

uname_result = namedtuple("uname_result", "system node release version machine")


def system():
    """Returns the system/OS name, e.g. 'Linux', 'Windows' or 'Java'."""
    return {"linux": "Linux", "darwin": "Darwin", "win32": "Windows", "emscripten": "Emscripten", "wasi": "WASI"}.get(
        sys.platform, sys.platform)


def machine():
    """Returns the machine type, e.g. 'i386'."""
    return "wasm32" if sys.platform in ("wasi", "emscripten") else "x86_64"


def node():
    """Returns the computer's network name (which may not be fully qualified)."""
    return os.environ.get("HOSTNAME", "localhost")


def release():
    """Returns the system's release, e.g. '2.2.0' or 'NT'."""
    return ""


def version():
    """Returns the system's release version."""
    return ""


def processor():
    """Returns the (true) processor name."""
    return ""


def uname():
    """Fairly portable uname interface."""
    return uname_result(system(), node(), release(), version(), machine())


def architecture(executable=None, bits="", linkage=""):
    """Queries the given executable for various architecture information."""
    return ("32bit" if sys.platform in ("wasi", "emscripten") else "64bit", "ELF")


def platform(aliased=False, terse=False):
    """Returns a single string identifying the underlying platform with as much useful information as possible."""
    return f"{system()}-{machine()}"


def python_implementation():
    """Returns a string identifying the Python implementation."""
    return "CPython"


def python_version():
    """Returns the Python version as string 'major.minor.patchlevel'."""
    return "3.13.0"


def python_version_tuple():
    """Returns the Python version as tuple (major, minor, patchlevel) of strings."""
    return ("3", "13", "0")


def python_branch():
    """Returns a string identifying the Python implementation branch."""
    return ""


def python_revision():
    """Returns a string identifying the Python implementation revision."""
    return ""


def python_build():
    """Returns a tuple (buildno, builddate) stating the Python build number and date as strings."""
    return ("main", "")


def python_compiler():
    """Returns a string identifying the compiler used for compiling Python."""
    return "portalis"
