"""json.loads: values, hooks, errors with positions."""

import json

for text in ("null", "true", "[1, 2.5, -3e2, 1E400]", '{"a": {"b": []}}', '"\\u00e9\\ud83d\\ude00\\n\\/"', " [ ] ", "123456789012345678901234567890", "-0", "-0.0", "NaN", "[Infinity, -Infinity]", '{"k": 1, "k": 2}', '"é"'):
    print(repr(json.loads(text)))
print(json.loads(b'{"bytes": 1}'), json.loads('{"x": 1}', object_hook=lambda d: sorted(d.items())), json.loads("[1.5]", parse_float=str), json.loads("[7]", parse_int=float), json.loads('{"a": 1, "b": 2}', object_pairs_hook=list))
for bad in ("", "{", "[1,]", '{"a" 1}', "{'a': 1}", "[1 2]", '"unterminated', "tru", "01", '{"a": 1,}', '"bad \\x"', "[1]\n x", '"tab\there"', "{1: 2}", "nul", "[", '{"a":', "-"):
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as error:
        print(repr(bad), "->", error, "|", error.msg, error.pos, error.lineno, error.colno)
try:
    json.loads(5)
except TypeError as error:
    print(error)
data = {"n": [1, 2.0, None, True, "é"], "o": {}}
print(json.loads(json.dumps(data)) == data, issubclass(json.JSONDecodeError, ValueError))
