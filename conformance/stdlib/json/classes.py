import json
from json import JSONEncoder, JSONDecoder
class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex): return [o.real, o.imag]
        if isinstance(o, set): return sorted(o)
        return super().default(o)
print(json.dumps({"a": 2j, "b": {3,1}}, cls=E))
print(json.dumps({"a": 2j, "b": {3,1}}, cls=E, indent=2, sort_keys=True))
try: json.dumps(object, cls=E)
except TypeError as e: print(e)
print(E().encode([1j]))
print(JSONEncoder(indent=1).encode({"x": [1,2]}))
print("".join(JSONEncoder(separators=(",", ":")).iterencode({"x": [1,2]})))
d = JSONDecoder(object_hook=lambda d: sorted(d.items()))
print(d.decode('{"b":1,"a":2}'))
print(d.raw_decode('[1,2] rest'), JSONDecoder().raw_decode('xx {"a":1}z', 3))
class D(JSONDecoder):
    def __init__(self, *a, **k):
        super().__init__(object_hook=self.hook, *a, **k)
    def hook(self, d): return tuple(d.items())
print(json.loads('{"a":{"b":1}}', cls=D))
print(json.loads('[1.5]', parse_float=str))
for t in ("{", "[1,]", '{"a" 1}', "nul", '"abc', '"\x01"', "1 2", "", "[1\n,,2]", '{"a":1,}', '"\\x"', '"\\u12"'):
    try: json.loads(t)
    except json.JSONDecodeError as e: print(repr(t), e, e.pos, e.lineno, e.colno, e.msg)
try: json.loads("1", foo=2)
except TypeError as e: print(e)
