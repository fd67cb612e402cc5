"""Records CPython's answer to each program of `syntax_errors.txt` in place.

Run it with CPython 3.13 after adding programs: `python3.13 record.py`. A program starts after a line that begins with
`---`; the rest of that line is the answer: line, column and message, or `ok`.
"""

import pathlib
import sys
import warnings

assert sys.version_info[:2] == (3, 13), "answers are those of CPython 3.13"
warnings.simplefilter("ignore")


def answer(program):
    try:
        compile(program, "program.py", "exec", dont_inherit=True)
    except SyntaxError as error:
        return f"{error.lineno}:{error.offset} {error.msg}"
    return "ok"


path = pathlib.Path(__file__).with_name("syntax_errors.txt")
programs = path.read_text(encoding="utf-8").split("\n---")[1:]
recorded = []
for program in programs:
    text = program.partition("\n")[2]
    recorded.append(f"--- {answer(text + chr(10))}\n{text}")
head = path.read_text(encoding="utf-8").split("\n---")[0]
path.write_text(head + "\n" + "\n".join(recorded).rstrip("\n") + "\n", encoding="utf-8")
