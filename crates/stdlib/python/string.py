"""`Formatter`: the machinery of `str.format` to derive from."""


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2, 0)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            field_name, auto_arg_index = _numbered(field_name, auto_arg_index)
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(
                format_spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(obj, format_spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        if isinstance(key, int):
            return args[key]
        return kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        return _parse(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, i in rest:
            if is_attr:
                obj = getattr(obj, i)
            else:
                obj = obj[i]
        return obj, first


def _numbered(field_name, auto_arg_index):
    """`{}` counts up; `{.x}` and `{[0]}` do as well."""
    first = _split(field_name)[0]
    if first == "":
        if auto_arg_index is False:
            raise ValueError("cannot switch from manual field specification to automatic field numbering")
        return str(auto_arg_index) + field_name, auto_arg_index + 1
    if isinstance(first, int):
        if auto_arg_index:
            raise ValueError("cannot switch from manual field specification to automatic field numbering")
        return field_name, False
    return field_name, auto_arg_index


def _parse(text):
    """The parts of a format string: literal text, field name, format specification, conversion."""
    literal = []
    i = 0
    n = len(text)
    while i < n:
        c = text[i]
        if c == "{" or c == "}":
            if text[i:i + 2] == c * 2:
                literal.append(c)
                i += 2
                yield "".join(literal), None, None, None
                literal = []
                continue
            if c == "}":
                raise ValueError("Single '}' encountered in format string")
            end = _field_end(text, i + 1)
            yield ("".join(literal), *_field(text[i + 1:end]))
            literal = []
            i = end + 1
            continue
        literal.append(c)
        i += 1
    if literal:
        yield "".join(literal), None, None, None


def _field_end(text, start):
    depth = 1
    for i in range(start, len(text)):
        if text[i] == "{":
            depth += 1
        elif text[i] == "}":
            depth -= 1
            if depth == 0:
                return i
    if start == len(text):
        raise ValueError("Single '{' encountered in format string")
    raise ValueError("expected '}' before end of string")


def _field(field):
    """`name!c:spec` as (name, spec, conversion)."""
    brackets = 0
    for i, c in enumerate(field):
        if c == "[":
            brackets += 1
        elif c == "]" and brackets:
            brackets -= 1
        elif brackets:
            continue
        elif c == ":":
            return field[:i], field[i + 1:], None
        elif c == "!":
            conversion = field[i + 1:i + 2]
            if not conversion:
                raise ValueError("end of string while looking for conversion specifier")
            rest = field[i + 2:]
            if rest and not rest.startswith(":"):
                raise ValueError("expected ':' after conversion specifier")
            return field[:i], rest[1:], conversion
    return field, "", None


def _split(field_name):
    """`a.b[0]` as ("a", [(True, "b"), (False, 0)])."""
    end = len(field_name)
    for i, c in enumerate(field_name):
        if c in ".[":
            end = i
            break
    first = field_name[:end]
    rest = []
    i = end
    while i < len(field_name):
        if field_name[i] == ".":
            stop = i + 1
            while stop < len(field_name) and field_name[stop] not in ".[":
                stop += 1
            if stop == i + 1:
                raise ValueError("Empty attribute in format string")
            rest.append((True, field_name[i + 1:stop]))
            i = stop
        elif field_name[i] == "[":
            stop = field_name.find("]", i)
            if stop < 0:
                raise ValueError("Missing ']' in format string")
            if stop == i + 1:
                raise ValueError("Empty attribute in format string")
            key = field_name[i + 1:stop]
            rest.append((False, int(key) if key.isdigit() else key))
            i = stop + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return (int(first) if first.isdigit() else first), rest
