"""logging: loggers, levels, handlers, formatters, filters, adapters, propagation."""

import io
import logging
import sys
from logging import Formatter, Handler, LoggerAdapter, StreamHandler, getLogger

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)-8s|%(name)s|%(message)s")
log = getLogger(__name__)
log.debug("hidden")
log.info("plain")
log.warning("with %s and %d", "text", 5)
log.error("mapping %(a)s", {"a": 1})
log.critical("percent 100%")
logging.info("root %s", [1, 2])
log.log(35, "level %s", 35)
try:
    1 / 0
except ZeroDivisionError as e:
    log.error("failed: %s", e)
print(log, getLogger(), getLogger("a.b").name, getLogger("a.b") is getLogger("a.b"), getLogger("x").getChild("y").name, log.isEnabledFor(10), log.getEffectiveLevel())
print(logging.getLevelName(20), logging.getLevelName("ERROR"), logging.getLevelName(33), log.level, log.hasHandlers(), log.handlers, len(getLogger().handlers))
logging.addLevelName(25, "NOTICE")
log.log(25, "notice")


class ListHandler(Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(self.format(record))


h = ListHandler()
h.setFormatter(Formatter("{name}:{levelname}:{message}", style="{"))
h.setLevel(logging.WARNING)
app = getLogger("app")
app.addHandler(h)
app.propagate = False
app.setLevel("DEBUG")
getLogger("app.db").warning("slow %s", "query")
getLogger("app.db").info("ignored by the handler")
app.error("bad")
app.removeHandler(h)
print(h.records, repr(h), h.level)

out = io.StringIO()
s = StreamHandler(out)
s.setFormatter(Formatter("$levelname-$message", style="$"))
s.terminator = ";\n"
app.addHandler(s)


class Secret(logging.Filter):
    def filter(self, record):
        record.msg = str(record.msg).replace("pw", "**")
        return "drop" not in record.msg


s.addFilter(Secret())
s.addFilter(lambda record: record.levelno > 10)
app.debug("low")
app.info("pw here")
app.info("drop me")
LoggerAdapter(app, {"user": "ann"}).warning("adapted")
print(out.getvalue().splitlines())


class Named(LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[{self.extra['id']}] {msg}", kwargs


Named(getLogger("n"), {"id": 7}).info("custom %s", "x")
f = Formatter("%(asctime)s %(levelname)s %(message)s", datefmt="%Y")
r = logging.makeLogRecord({"msg": "m %s", "args": ("x",), "levelname": "INFO", "created": 0.0, "msecs": 5.0})
print(f.format(r), f.usesTime(), Formatter().format(r), r.getMessage(), Formatter("%(asctime)s").format(r))
e = getLogger("extra")
e.propagate = False
x = StreamHandler(sys.stdout)
x.setFormatter(Formatter("%(message)s %(ip)s %(user)s", defaults={"user": "-"}))
e.addHandler(x)
e.warning("req", extra={"ip": "1.2.3.4"})
logging.disable(logging.WARNING)
log.warning("disabled")
log.error("still")
logging.disable(logging.NOTSET)
getLogger("quiet").addHandler(logging.NullHandler())
print(logging.INFO, logging.WARN, logging.NOTSET, logging.getLevelNamesMapping()["FATAL"], logging.lastResort.level)
for bad in (lambda: log.setLevel("NOPE"), lambda: log.log("x", "y"), lambda: Formatter("x", style="!"), lambda: Formatter("%(message)"), lambda: getLogger(5), lambda: e.warning("m", extra={"message": 1}), lambda: Handler().emit(None), lambda: Formatter("{", style="{")):
    try:
        print(bad())
    except (ValueError, TypeError, KeyError, NotImplementedError) as error:
        print(type(error).__name__, error)
