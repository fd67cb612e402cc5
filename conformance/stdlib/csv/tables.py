"""csv: reader, writer, dictionaries, dialects, quoting, errors."""

import csv
import io

text = 'name,"quoted, text",n\r\n"a ""b""",,3\n\nx,"multi\nline",\'q\'\n'
print(list(csv.reader(io.StringIO(text, newline=""))), list(csv.reader(["a;b", "c;'d;e'"], delimiter=";", quotechar="'")), list(csv.reader(["a\tb"], "excel-tab")))
print(list(csv.reader(["a, b", " c, d"], skipinitialspace=True)), list(csv.reader(['1,"2",x'], quoting=csv.QUOTE_NONE)), list(csv.reader(['1.5,"a"'], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a\\,b,c"], escapechar="\\")), list(csv.reader(['a"b,"c"d'])))
print(list(csv.reader([""])), list(csv.reader(["", "a"])), list(csv.reader(["a,"])), list(csv.reader(['"a'])), list(csv.reader(['"a\n', 'b"'])))
r = csv.reader(["a,b", "c,d"])
print(next(r), r.line_num, next(r), r.line_num, next(r, "end"))


def written(*rows, **options):
    out = io.StringIO()
    w = csv.writer(out, **options)
    for row in rows:
        w.writerow(row)
    return out.getvalue()


print(repr(written(["a", 1, 2.5, None, True], ["x,y", 'q"q', "l\nl", " s "], [""], [])), repr(written(["a", 1], quoting=csv.QUOTE_ALL)), repr(written(["a", 1, "x y"], quoting=csv.QUOTE_NONNUMERIC)))
print(repr(written(["a,b", 'c"d'], quoting=csv.QUOTE_NONE, escapechar="\\")), repr(written(['a"b'], doublequote=False, escapechar="\\")), repr(written(["a", "b"], delimiter="\t", lineterminator="\n")), repr(written(["a", 1, None, ""], quoting=csv.QUOTE_STRINGS)), repr(written(["a", None, 1], quoting=csv.QUOTE_NOTNULL)), repr(written(("a", "b"), dialect="unix")))
d = csv.DictReader(["id,name", "1,ann", "2", "3,c,extra"], restval="?", restkey="rest")
print(list(d), d.fieldnames, d.line_num)
out = io.StringIO()
w = csv.DictWriter(out, ["b", "a"], restval="-", extrasaction="ignore")
print(w.writeheader(), w.writerow({"a": 1, "b": 2, "c": 3}))
w.writerows([{"a": "x"}, {"b": "y,z"}])
print(repr(out.getvalue()))


class Pipes(csv.excel):
    delimiter = "|"
    quoting = csv.QUOTE_ALL


csv.register_dialect("pipes", Pipes)
csv.register_dialect("semi", delimiter=";")
print(repr(written(["a", "b"], dialect="pipes")), repr(written(["a", "b"], dialect=Pipes)), list(csv.reader(["a;b"], "semi")), "pipes" in csv.list_dialects(), csv.get_dialect("semi").delimiter, csv.field_size_limit())
csv.unregister_dialect("semi")
for bad in (lambda: list(csv.reader(["a"], "nope")), lambda: csv.reader(["a"], delimiter=""), lambda: csv.reader(["a"], delimiter="ab"), lambda: written(["a,b"], quoting=csv.QUOTE_NONE), lambda: written(5), lambda: csv.DictWriter(out, ["a"]).writerow({"z": 1}), lambda: list(csv.reader([b"a"])), lambda: csv.reader(["a"], foo=1), lambda: list(csv.reader(['"a"b'], strict=True)), lambda: csv.writer(5), lambda: list(csv.reader(["a\rb,c"])), lambda: written([None], quoting=csv.QUOTE_NONE)):
    try:
        print(bad())
    except (csv.Error, TypeError, ValueError) as e:
        print(type(e).__name__, e)
