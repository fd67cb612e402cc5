"""traceback: what does not depend on lines."""

import io
import sys
import traceback


class Custom(Exception):
    def __str__(self):
        return "custom text"


try:
    raise ValueError("bad value")
except ValueError as e:
    print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e), traceback.format_exc().splitlines()[0], traceback.format_exc().splitlines()[-1])
    out = io.StringIO()
    traceback.print_exc(file=out)
    print(out.getvalue() == traceback.format_exc() == "".join(traceback.format_exception(e)), traceback.format_exception(e)[-1], type(traceback.format_exception(e)).__name__)
    traceback.print_exception(e, file=sys.stdout, limit=0) if False else None
try:
    try:
        {}["k"]
    except KeyError as e:
        raise Custom() from e
except Custom as e:
    text = traceback.format_exc()
    print("The above exception was the direct cause" in text, text.splitlines()[-1], "KeyError: 'k'" in text, "KeyError" in "".join(traceback.format_exception(e, chain=False)))
e = Custom()
e.add_note("a note")
print(traceback.format_exception_only(e), traceback.format_exc(), traceback.format_exception(e), list(traceback.TracebackException.from_exception(e).format_exception_only()))
print(traceback.format_exception_only(ExceptionGroup("g", [ValueError(1)])), traceback.format_exception_only(SystemExit(3)))
