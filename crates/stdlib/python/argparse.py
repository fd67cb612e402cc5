"""Command-line parsing: positional and optional arguments, sub-commands, help."""

import os as _os
import re as _re
import sys as _sys

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
PARSER = "A..."
REMAINDER = "..."
_UNRECOGNIZED_ARGS_ATTR = "_unrecognized_args"


class ArgumentError(Exception):
    """An error from creating or using an argument (optional or positional)."""

    def __init__(self, argument, message):
        self.argument_name = _argument_name(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return str(self.message)
        return f"argument {self.argument_name}: {self.message}"


class ArgumentTypeError(Exception):
    """An error from trying to convert a command line string to a type."""


def _argument_name(argument):
    if argument is None:
        return None
    if argument.option_strings:
        return "/".join(argument.option_strings)
    if argument.metavar not in (None, SUPPRESS):
        return argument.metavar if isinstance(argument.metavar, str) else "/".join(argument.metavar)
    if argument.dest not in (None, SUPPRESS):
        return argument.dest
    if argument.choices:
        return "{" + ",".join(map(str, argument.choices)) + "}"
    return None


class Namespace:
    """Simple object for storing attributes."""

    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        args = []
        star = {}
        for name, value in self.__dict__.items():
            if name.isidentifier():
                args.append(f"{name}={value!r}")
            else:
                star[name] = value
        if star:
            args.append(f"**{star!r}")
        return f"{type(self).__name__}({', '.join(args)})"


class HelpFormatter:
    """Formatter for generating usage messages and argument help strings."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            width = int(_os.environ.get("COLUMNS", "80")) - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = 0
        self._action_max_length = 0
        self._parts = []

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._parts.append(("text", text))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._parts.append(("usage", usage, actions, groups, prefix))

    def add_section(self, heading, description, actions):
        self._parts.append(("section", heading, description, actions))
        for action in actions:
            self._measure(action, self._indent_increment)

    def _measure(self, action, indent):
        if action.help is SUPPRESS:
            return
        length = len(self._format_action_invocation(action)) + indent
        self._action_max_length = max(self._action_max_length, length)
        for sub in action._get_subactions():
            self._measure(sub, indent + self._indent_increment)

    def format_help(self):
        out = []
        for part in self._parts:
            if part[0] == "text":
                out.append(self._format_text(part[1]))
            elif part[0] == "usage":
                out.append(self._format_usage(part[1], part[2], part[3], part[4]))
            else:
                out.append(self._format_section(part[1], part[2], part[3]))
        help = _re.sub(r"\n\n\n+", "\n\n", "".join(out))
        return help.strip("\n") + "\n" if help.strip("\n") else ""

    def _format_section(self, heading, description, actions):
        self._current_indent += self._indent_increment
        body = []
        if description is not SUPPRESS and description is not None:
            body.append(self._format_text(description))
        for action in actions:
            if action.help is not SUPPRESS:
                body.append(self._format_action(action))
        self._current_indent -= self._indent_increment
        text = "".join(body)
        if not text:
            return ""
        title = f"{' ' * self._current_indent}{heading}:\n" if heading is not SUPPRESS and heading is not None else ""
        return f"\n{title}{text}\n"

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % dict(prog=self._prog)
        width = max(self._width - self._current_indent, 11)
        indent = " " * self._current_indent
        return self._fill_text(text, width, indent) + "\n\n"

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = "usage: "
        if usage is not None:
            return f"{prefix}{usage % dict(prog=self._prog)}\n\n"
        prog = str(self._prog)
        if not actions:
            return f"{prefix}{prog}\n\n"
        optionals = [a for a in actions if a.option_strings]
        positionals = [a for a in actions if not a.option_strings]
        opt_parts = self._usage_parts(optionals, groups)
        pos_parts = self._usage_parts(positionals, groups)
        usage = " ".join([prog] + opt_parts + pos_parts)
        width = self._width - self._current_indent
        if len(prefix) + len(usage) > width:
            if len(prefix) + len(prog) <= 0.75 * width:
                indent = " " * (len(prefix) + len(prog) + 1)
                if opt_parts:
                    lines = self._lines([prog] + opt_parts, indent, prefix, width)
                    lines.extend(self._lines(pos_parts, indent, None, width))
                elif pos_parts:
                    lines = self._lines([prog] + pos_parts, indent, prefix, width)
                else:
                    lines = [prog]
            else:
                indent = " " * len(prefix)
                lines = self._lines(opt_parts + pos_parts, indent, None, width)
                if len(lines) > 1:
                    lines = self._lines(opt_parts, indent, None, width)
                    lines.extend(self._lines(pos_parts, indent, None, width))
                lines = [prog] + lines
            usage = "\n".join(lines)
        return f"{prefix}{usage}\n\n"

    def _lines(self, parts, indent, prefix, width):
        lines = []
        line = []
        length = (len(prefix) if prefix is not None else len(indent)) - 1
        first = len(indent) - 1
        for part in parts:
            if length + 1 + len(part) > width and line:
                lines.append(indent + " ".join(line))
                line = []
                length = first
            line.append(part)
            length += len(part) + 1
        if line:
            lines.append(indent + " ".join(line))
        if prefix is not None and lines:
            lines[0] = lines[0][len(indent):]
        return lines

    def _usage_parts(self, actions, groups):
        parts = []
        i = 0
        while i < len(actions):
            action = actions[i]
            group = None
            for candidate in groups:
                members = candidate._group_actions
                if members and actions[i:i + len(members)] == members:
                    group = candidate
                    break
            if group is not None:
                shown = [a for a in group._group_actions if a.help is not SUPPRESS]
                inner = [self._usage_part(a, True) for a in shown]
                if inner:
                    if group.required:
                        if len(inner) == 1:
                            parts.append(inner[0])
                        else:
                            parts.append("(" + inner[0])
                    else:
                        parts.append("[" + inner[0])
                    for text in inner[1:]:
                        parts[-1] += " |"
                        parts.append(text)
                    if not group.required:
                        parts[-1] += "]"
                    elif len(inner) > 1:
                        parts[-1] += ")"
                i += len(group._group_actions)
                continue
            if action.help is not SUPPRESS:
                parts.append(self._usage_part(action, False))
            i += 1
        return parts

    def _usage_part(self, action, in_group):
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            if in_group and part[:1] == "[" and part[-1:] == "]":
                part = part[1:-1]
            return part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            args = self._format_args(action, self._get_default_metavar_for_optional(action))
            part = f"{action.option_strings[0]} {args}"
        if not action.required and not in_group:
            part = f"[{part}]"
        return part

    def _format_action(self, action):
        help_position = min(self._action_max_length + 2, self._max_help_position)
        help_width = max(self._width - help_position, 11)
        action_width = help_position - self._current_indent - 2
        header = self._format_action_invocation(action)
        indent = " " * self._current_indent
        if not action.help:
            parts = [f"{indent}{header}\n"]
        elif len(header) <= action_width:
            parts = [f"{indent}{header:<{action_width}}  "]
            first = 0
        else:
            parts = [f"{indent}{header}\n"]
            first = help_position
        if action.help and action.help.strip():
            lines = self._split_lines(self._expand_help(action), help_width)
            if lines:
                parts.append(f"{' ' * first}{lines[0]}\n")
                for line in lines[1:]:
                    parts.append(f"{' ' * help_position}{line}\n")
        elif not parts[-1].endswith("\n"):
            parts.append("\n")
        self._current_indent += self._indent_increment
        for sub in action._get_subactions():
            parts.append(self._format_action(sub))
        self._current_indent -= self._indent_increment
        return "".join(parts)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return " ".join(self._metavars(action, default, 1))
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        default = self._get_default_metavar_for_optional(action)
        args = self._format_args(action, default)
        return ", ".join(action.option_strings) + " " + args

    def _metavars(self, action, default, size):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = "{" + ",".join(map(str, action.choices)) + "}"
        else:
            result = default
        return list(result) if isinstance(result, tuple) else [result] * size

    def _format_args(self, action, default):
        nargs = action.nargs
        if nargs is None:
            return self._metavars(action, default, 1)[0]
        if nargs == OPTIONAL:
            return f"[{self._metavars(action, default, 1)[0]}]"
        if nargs == ZERO_OR_MORE:
            metavar = self._metavars(action, default, 1)
            if len(metavar) == 2:
                return f"[{metavar[0]} [{metavar[1]} ...]]"
            return f"[{metavar[0]} ...]"
        if nargs == ONE_OR_MORE:
            metavar = self._metavars(action, default, 2)
            return f"{metavar[0]} [{metavar[1]} ...]"
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return f"{self._metavars(action, default, 1)[0]} ..."
        if nargs == SUPPRESS:
            return ""
        if not isinstance(nargs, int):
            raise ValueError("invalid nargs value")
        return " ".join(self._metavars(action, default, nargs)[:nargs])

    def _expand_help(self, action):
        help_string = self._get_help_string(action)
        if "%" not in help_string:
            return help_string
        params = dict(vars(action), prog=self._prog)
        for name in list(params):
            value = params[name]
            if value is SUPPRESS:
                del params[name]
            elif hasattr(value, "__name__"):
                params[name] = value.__name__
        if params.get("choices") is not None:
            params["choices"] = ", ".join(map(str, params["choices"]))
        return help_string % params

    def _split_lines(self, text, width):
        import textwrap

        return textwrap.wrap(" ".join(text.split()), width)

    def _fill_text(self, text, width, indent):
        import textwrap

        return textwrap.fill(" ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    """Help message formatter which retains any formatting in descriptions."""

    def _fill_text(self, text, width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Help message formatter which retains formatting of all help text."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Help message formatter which adds default values to argument help."""

    def _get_help_string(self, action):
        help = action.help
        if help is None:
            help = ""
        if "%(default)" not in help:
            if action.default is not SUPPRESS:
                if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                    help += " (default: %(default)s)"
        return help


class MetavarTypeHelpFormatter(HelpFormatter):
    """Help message formatter which uses the argument 'type' as the default metavar value."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__


class Action:
    """Information about how to convert command line strings to Python objects."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None, deprecated=False):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
        self.deprecated = deprecated

    def _get_subactions(self):
        return []

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")

    def __repr__(self):
        names = ["option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar",
                 "deprecated"]
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        names = []
        for option in option_strings:
            names.append(option)
            if option.startswith("--"):
                names.append("--no-" + option[2:])
        super().__init__(option_strings=names, dest=dest, nargs=0, default=default, required=required, help=help,
                         deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None, deprecated=False):
        if nargs == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as store "
                             "true or store const may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError("nargs must be %r to supply const" % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, default, type, choices, required, help, metavar, deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None,
                 deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help, deprecated=deprecated)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help, deprecated=deprecated)


def _copy_items(items):
    if items is None:
        return []
    return list(items)


class _AppendAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None, deprecated=False):
        if nargs == 0:
            raise ValueError("nargs for append actions must be != 0; if arg strings are not supplying the value to "
                             "append, the append const action may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError("nargs must be %r to supply const" % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, default, type, choices, required, help, metavar, deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        items = _copy_items(getattr(namespace, self.dest, None))
        items.append(values)
        setattr(namespace, self.dest, items)


class _AppendConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None,
                 deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, metavar=metavar,
                         deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        items = _copy_items(getattr(namespace, self.dest, None))
        items.append(self.const)
        setattr(namespace, self.dest, items)


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        count = getattr(namespace, self.dest, None)
        setattr(namespace, self.dest, (0 if count is None else count) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        if help is None:
            help = "show program's version number and exit"
        super().__init__(option_strings, dest, 0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = self.version
        if version is None:
            version = parser.version
        formatter = parser._get_formatter()
        formatter.add_text(version)
        parser._print_message(formatter.format_help(), _sys.stdout)
        parser.exit()


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copy_items(getattr(namespace, self.dest, None))
        items.extend(values)
        setattr(namespace, self.dest, items)


class _ChoicesPseudoAction(Action):
    def __init__(self, name, aliases, help):
        metavar = dest = name
        if aliases:
            metavar += f" ({', '.join(aliases)})"
        super().__init__(option_strings=[], dest=dest, help=help, metavar=metavar)


class _SubParsersAction(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix = prog
        self._parser_class = parser_class
        self._name_parser_map = {}
        self._choices_actions = []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help,
                         metavar=metavar)

    def add_parser(self, name, *, deprecated=False, **kwargs):
        if kwargs.get("prog") is None:
            kwargs["prog"] = f"{self._prog_prefix} {name}"
        aliases = kwargs.pop("aliases", ())
        if name in self._name_parser_map:
            raise ValueError(f"conflicting subparser: {name}")
        for alias in aliases:
            if alias in self._name_parser_map:
                raise ValueError(f"conflicting subparser alias: {alias}")
        if "help" in kwargs:
            help = kwargs.pop("help")
            self._choices_actions.append(_ChoicesPseudoAction(name, aliases, help))
        parser = self._parser_class(**kwargs)
        self._name_parser_map[name] = parser
        for alias in aliases:
            self._name_parser_map[alias] = parser
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        parser_name = values[0]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, parser_name)
        try:
            chosen = self._name_parser_map[parser_name]
        except KeyError:
            choices = ", ".join(self._name_parser_map)
            raise ArgumentError(self, f"unknown parser {parser_name!r} (choices: {choices})")
        sub, rest = chosen.parse_known_args(values[1:], None)
        for key, value in vars(sub).items():
            setattr(namespace, key, value)
        if rest:
            if not hasattr(namespace, _UNRECOGNIZED_ARGS_ATTR):
                setattr(namespace, _UNRECOGNIZED_ARGS_ATTR, [])
            getattr(namespace, _UNRECOGNIZED_ARGS_ATTR).extend(rest)


class FileType:
    """Factory for creating file object types."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._encoding = encoding
        self._errors = errors

    def __call__(self, string):
        if string == "-":
            if "r" in self._mode:
                return _sys.stdin
            return _sys.stdout
        try:
            return open(string, self._mode, encoding=self._encoding, errors=self._errors)
        except OSError as e:
            raise ArgumentTypeError(f"can't open '{string}': {e}")


_ACTIONS = {
    None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction, "store_true": _StoreTrueAction,
    "store_false": _StoreFalseAction, "append": _AppendAction, "append_const": _AppendConstAction,
    "count": _CountAction, "help": _HelpAction, "version": _VersionAction, "parsers": _SubParsersAction,
    "extend": _ExtendAction,
}


class _ActionsContainer:
    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description = description
        self.argument_default = argument_default
        self.prefix_chars = prefix_chars
        self.conflict_handler = conflict_handler
        self._actions = []
        self._option_string_actions = {}
        self._action_groups = []
        self._mutually_exclusive_groups = []
        self._defaults = {}
        self._registered = {}
        self._has_negative_number_optionals = []

    def register(self, registry_name, value, object):
        self._registered[registry_name, value] = object

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest, None)

    def add_argument(self, *args, **kwargs):
        """add_argument(dest, ..., name=value, ...); add_argument(option_string, option_string, ..., name=value, ...)"""
        chars = self.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument, did you mean metavar?")
            kwargs = self._get_positional_kwargs(*args, **kwargs)
        else:
            kwargs = self._get_optional_kwargs(*args, **kwargs)
        if "default" not in kwargs:
            dest = kwargs["dest"]
            if dest in self._defaults:
                kwargs["default"] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        action_name = kwargs.pop("action", None)
        action_class = action_name
        if action_name is None or isinstance(action_name, str):
            action_class = self._registered.get(("action", action_name), _ACTIONS.get(action_name))
        if not callable(action_class):
            raise ValueError(f"unknown action {action_class!r}" if action_class else f"unknown action {action_name!r}")
        action = action_class(**kwargs)
        type_func = self._type_of(action)
        if not callable(type_func):
            raise ValueError(f"{type_func!r} is not callable")
        if isinstance(action.metavar, tuple) and isinstance(action.nargs, int) and len(action.metavar) != action.nargs:
            raise ValueError("length of metavar tuple does not match nargs")
        return self._add_action(action)

    def _type_of(self, action):
        if action.type is None:
            return str
        if isinstance(action.type, str):
            return self._registered.get(("type", action.type), action.type)
        return action.type

    def add_argument_group(self, title=None, description=None, **kwargs):
        group = _ArgumentGroup(self, title, description, **kwargs)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        group = _MutuallyExclusiveGroup(self, required)
        self._mutually_exclusive_groups.append(group)
        return group

    def _add_action(self, action):
        self._check_conflict(action)
        self._actions.append(action)
        action.container = self
        for option in action.option_strings:
            self._option_string_actions[option] = action
        for option in action.option_strings:
            if _is_negative_number(option) and not self._has_negative_number_optionals:
                self._has_negative_number_optionals.append(True)
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def _get_positional_kwargs(self, dest=None, **kwargs):
        if "required" in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get("nargs")
        if nargs == 0:
            raise ValueError("nargs for positionals must be != 0")
        if nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS):
            kwargs["required"] = kwargs.get("action") != "parsers" or False
        if nargs == ZERO_OR_MORE and "default" not in kwargs:
            kwargs["required"] = True
        if kwargs.get("action") == "version" or kwargs.get("action") == "help":
            kwargs.pop("required", None)
        return dict(kwargs, dest=dest, option_strings=[])

    def _get_optional_kwargs(self, *args, **kwargs):
        option_strings = []
        long_option_strings = []
        for option in args:
            if option[0] not in self.prefix_chars:
                raise ValueError(
                    f"invalid option string {option!r}: must start with a character {self.prefix_chars!r}")
            option_strings.append(option)
            if len(option) > 1 and option[1] in self.prefix_chars:
                long_option_strings.append(option)
        dest = kwargs.pop("dest", None)
        if dest is None:
            source = long_option_strings[0] if long_option_strings else option_strings[0]
            dest = source.lstrip(self.prefix_chars)
            if not dest:
                raise ValueError(f"dest= is required for options like {source!r}")
            dest = dest.replace("-", "_")
        return dict(kwargs, dest=dest, option_strings=option_strings)

    def _check_conflict(self, action):
        conflicts = []
        for option in action.option_strings:
            if option in self._option_string_actions:
                conflicts.append((option, self._option_string_actions[option]))
        if not conflicts:
            return
        if self.conflict_handler == "resolve":
            for option, other in conflicts:
                other.option_strings.remove(option)
                self._option_string_actions.pop(option, None)
                if not other.option_strings:
                    other.container._remove_action(other)
            return
        names = ", ".join(option for option, _ in conflicts)
        plural = "s" if len(conflicts) > 1 else ""
        raise ArgumentError(action, f"conflicting option string{plural}: {names}")


class _ArgumentGroup(_ActionsContainer):
    def __init__(self, container, title=None, description=None, **kwargs):
        super().__init__(
            description, kwargs.get("prefix_chars", container.prefix_chars),
            kwargs.get("argument_default", container.argument_default),
            kwargs.get("conflict_handler", container.conflict_handler))
        self.title = title
        self._container = container
        self._group_actions = []
        self._actions = container._actions
        self._option_string_actions = container._option_string_actions
        self._defaults = container._defaults
        self._registered = container._registered
        self._has_negative_number_optionals = container._has_negative_number_optionals
        self._mutually_exclusive_groups = container._mutually_exclusive_groups

    def _add_action(self, action):
        action = super()._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required

    def _add_action(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)


def _is_negative_number(text):
    return _re.match(r"-(?:\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)$", text) is not None


class ArgumentParser(_ActionsContainer):
    """Object for parsing command line strings into Python objects."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                 add_help=True, allow_abbrev=True, exit_on_error=True):
        super().__init__(description, prefix_chars, argument_default, conflict_handler)
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage = usage
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        self._subparsers = None
        if self.add_help:
            dash = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(dash + "h", dash * 2 + "help", action="help", default=SUPPRESS,
                              help="show this help message and exit")
        for parent in parents:
            self._take_over(parent)

    def _take_over(self, parent):
        """Adds the actions of a parent parser."""
        groups = {group.title: group for group in self._action_groups}
        placed = {}
        for group in parent._action_groups:
            if group.title not in groups:
                groups[group.title] = self.add_argument_group(group.title, group.description)
            for action in group._group_actions:
                placed[id(action)] = groups[group.title]
        for group in parent._mutually_exclusive_groups:
            own = self.add_mutually_exclusive_group(required=group.required)
            for action in group._group_actions:
                placed[id(action)] = own
        for action in parent._actions:
            placed.get(id(action), self)._add_action(action)
        self._defaults.update(parent._defaults)

    def __repr__(self):
        return (f"{type(self).__name__}(prog={self.prog!r}, usage={self.usage!r}, description={self.description!r}, "
                f"formatter_class={self.formatter_class!r}, conflict_handler={self.conflict_handler!r}, "
                f"add_help={self.add_help!r})")

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            raise ValueError("cannot have multiple subparser arguments")
        kwargs.setdefault("parser_class", type(self))
        if "title" in kwargs or "description" in kwargs:
            title = kwargs.pop("title", "subcommands")
            description = kwargs.pop("description", None)
            self._subparsers = self.add_argument_group(title, description)
        else:
            self._subparsers = self._positionals
        if kwargs.get("prog") is None:
            formatter = self._get_formatter()
            positionals = [action for action in self._actions if not action.option_strings]
            formatter.add_usage(self.usage, positionals, self._mutually_exclusive_groups, "")
            kwargs["prog"] = formatter.format_help().strip()
        action_class = kwargs.pop("action", _SubParsersAction)
        action = action_class(option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    def _add_action(self, action):
        if action.option_strings:
            self._optionals._add_action(action)
        else:
            self._positionals._add_action(action)
        return action

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def _get_positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    def parse_args(self, args=None, namespace=None):
        args, argv = self.parse_known_args(args, namespace)
        if argv:
            msg = f"unrecognized arguments: {' '.join(argv)}"
            if self.exit_on_error:
                self.error(msg)
            else:
                raise ArgumentError(None, msg)
        return args

    def parse_known_args(self, args=None, namespace=None):
        args = _sys.argv[1:] if args is None else list(args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS:
                if not hasattr(namespace, action.dest):
                    if action.default is not SUPPRESS:
                        setattr(namespace, action.dest, action.default)
        for dest in self._defaults:
            if not hasattr(namespace, dest):
                setattr(namespace, dest, self._defaults[dest])
        if self.exit_on_error:
            try:
                namespace, args = self._parse(args, namespace)
            except ArgumentError as err:
                self.error(str(err))
        else:
            namespace, args = self._parse(args, namespace)
        if hasattr(namespace, _UNRECOGNIZED_ARGS_ATTR):
            args.extend(getattr(namespace, _UNRECOGNIZED_ARGS_ATTR))
            delattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
        return namespace, args

    def parse_intermixed_args(self, args=None, namespace=None):
        args, argv = self.parse_known_intermixed_args(args, namespace)
        if argv:
            self.error(f"unrecognized arguments: {' '.join(argv)}")
        return args

    def parse_known_intermixed_args(self, args=None, namespace=None):
        return self.parse_known_args(args, namespace)

    def _read_args_from_files(self, arg_strings):
        result = []
        for arg in arg_strings:
            if not arg or arg[0] not in self.fromfile_prefix_chars:
                result.append(arg)
                continue
            try:
                with open(arg[1:]) as file:
                    lines = []
                    for line in file.read().splitlines():
                        lines.extend(self.convert_arg_line_to_args(line))
                    result.extend(self._read_args_from_files(lines))
            except OSError as err:
                raise ArgumentError(None, str(err))
        return result

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _parse(self, args, namespace):
        if self.fromfile_prefix_chars is not None:
            args = self._read_args_from_files(args)
        state = _Parsing(self, args, namespace)
        extras = state.run()
        self._check_required(state, namespace)
        return namespace, extras

    def _check_required(self, state, namespace):
        required = []
        for action in self._actions:
            if action in state.seen:
                continue
            if action.required:
                required.append(_argument_name(action))
            elif (action.default is not None and isinstance(action.default, str)
                  and hasattr(namespace, action.dest) and action.default is getattr(namespace, action.dest)):
                setattr(namespace, action.dest, self._get_value(action, action.default))
        if required:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(map(str, required))}")
        for group in self._mutually_exclusive_groups:
            if group.required and not any(action in state.seen_non_default for action in group._group_actions):
                names = [_argument_name(action) for action in group._group_actions if action.help is not SUPPRESS]
                raise ArgumentError(None, f"one of the arguments {' '.join(map(str, names))} is required")

    def _parse_optional(self, arg):
        """What an argument is if it is an option: (action, option, separator, explicit argument)s; None for a positional."""
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._option_string_actions:
            return [(self._option_string_actions[arg], arg, None, None)]
        if len(arg) == 1:
            return None
        option, sep, explicit = arg.partition("=")
        if sep and option in self._option_string_actions:
            return [(self._option_string_actions[option], option, sep, explicit)]
        found = self._get_option_tuples(arg)
        if found:
            return found
        if _is_negative_number(arg) and not self._has_negative_number_optionals:
            return None
        if " " in arg:
            return None
        return [(None, arg, None, None)]

    def _get_option_tuples(self, arg):
        result = []
        chars = self.prefix_chars
        if arg[0] in chars and arg[1] in chars:
            if self.allow_abbrev:
                option, sep, explicit = arg.partition("=")
                if not sep:
                    sep = explicit = None
                for known in self._option_string_actions:
                    if known.startswith(option):
                        result.append((self._option_string_actions[known], known, sep, explicit))
        elif arg[0] in chars and arg[1] not in chars:
            option, sep, explicit = arg.partition("=")
            if not sep:
                sep = explicit = None
            short = arg[:2]
            for known in self._option_string_actions:
                if known == short:
                    result.append((self._option_string_actions[known], known, "", arg[2:]))
                elif self.allow_abbrev and known.startswith(option):
                    result.append((self._option_string_actions[known], known, sep, explicit))
        return result

    def _get_values(self, action, arg_strings):
        if not action.option_strings and action.nargs not in (PARSER, REMAINDER) and "--" in arg_strings:
            arg_strings = list(arg_strings)
            arg_strings.remove("--")
        if action.nargs == PARSER and arg_strings and arg_strings[0] == "--":
            arg_strings = list(arg_strings)[1:]
        nargs = action.nargs
        if not arg_strings and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str) and value is not SUPPRESS:
                value = self._get_value(action, value)
        elif not arg_strings and nargs == ZERO_OR_MORE and not action.option_strings:
            value = action.default if action.default is not None else []
        elif len(arg_strings) == 1 and nargs in (None, OPTIONAL):
            value = self._get_value(action, arg_strings[0])
            self._check_value(action, value)
        elif nargs == REMAINDER:
            value = [self._get_value(action, v) for v in arg_strings]
        elif nargs == PARSER:
            value = [self._get_value(action, v) for v in arg_strings]
            self._check_value(action, value[0])
        elif nargs == SUPPRESS:
            value = SUPPRESS
        else:
            value = [self._get_value(action, v) for v in arg_strings]
            for v in value:
                self._check_value(action, v)
        return value

    def _get_value(self, action, arg_string):
        type_func = self._type_of(action)
        try:
            return type_func(arg_string)
        except ArgumentTypeError as err:
            raise ArgumentError(action, str(err))
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {arg_string!r}")

    def _check_value(self, action, value):
        choices = action.choices
        if choices is None:
            return
        if isinstance(choices, str):
            choices = list(choices)
        if value not in choices:
            shown = ", ".join(map(repr, action.choices))
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {shown})")

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.add_section(group.title, group.description, group._group_actions)
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), _sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            file = file or _sys.stderr
            file.write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        """Prints a usage message incorporating the message to stderr and exits."""
        self.print_usage(_sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")


class _Parsing:
    """One command line being parsed."""

    def __init__(self, parser, args, namespace):
        self.parser = parser
        self.args = args
        self.namespace = namespace
        self.extras = []
        self.seen = set()
        self.seen_non_default = set()
        self.positionals = parser._get_positional_actions()
        self.options = {}
        pattern = []
        only_positionals = False
        for i, arg in enumerate(args):
            if only_positionals:
                pattern.append("A")
            elif arg == "--":
                pattern.append("-")
                only_positionals = True
            else:
                found = parser._parse_optional(arg)
                if found is None:
                    pattern.append("A")
                else:
                    self.options[i] = found
                    pattern.append("O")
        self.pattern = "".join(pattern)

    def run(self):
        start = 0
        last_option = max(self.options) if self.options else -1
        while start <= last_option:
            next_option = start
            while next_option <= last_option and next_option not in self.options:
                next_option += 1
            if start != next_option:
                end = self.take_positionals(start)
                if end > start:
                    start = end
                    continue
                start = end
            if start not in self.options:
                self.extras.extend(self.args[start:next_option])
                start = next_option
            start = self.take_option(start)
        stop = self.take_positionals(start)
        self.extras.extend(self.args[stop:])
        return self.extras

    def take_action(self, action, arg_strings, option=None):
        parser = self.parser
        self.seen.add(action)
        values = parser._get_values(action, arg_strings)
        if action.nargs == OPTIONAL and not action.option_strings and not arg_strings or \
                action.nargs == ZERO_OR_MORE and not action.option_strings and not arg_strings:
            is_default = True
        else:
            is_default = values is action.default
        if not is_default:
            self.seen_non_default.add(action)
            for group in parser._mutually_exclusive_groups:
                if action not in group._group_actions:
                    continue
                for other in group._group_actions:
                    if other is not action and other in self.seen_non_default:
                        raise ArgumentError(action, f"not allowed with argument {_argument_name(other)}")
        if values is not SUPPRESS:
            action(parser, self.namespace, values, option)

    def take_option(self, start):
        found = self.options[start]
        if len(found) > 1:
            names = ", ".join(option for _, option, _, _ in found)
            raise ArgumentError(None, f"ambiguous option: {self.args[start]} could match {names}")
        action, option, sep, explicit = found[0]
        pending = []
        while True:
            if action is None:
                self.extras.append(self.args[start])
                return start + 1
            if explicit is not None:
                count = self.match(action, "A")
                chars = self.parser.prefix_chars
                if count == 0 and option[1] not in chars and explicit != "":
                    if sep or explicit[0] in chars:
                        raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
                    pending.append((action, [], option))
                    option = option[0] + explicit[0]
                    known = self.parser._option_string_actions
                    if option in known:
                        action = known[option]
                        explicit = explicit[1:]
                        if not explicit:
                            sep = explicit = None
                        elif explicit[0] == "=":
                            sep = "="
                            explicit = explicit[1:]
                        else:
                            sep = ""
                        continue
                    self.extras.append("-" + explicit)
                    stop = start + 1
                    break
                if count == 1:
                    stop = start + 1
                    pending.append((action, [explicit], option))
                    break
                raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
            begin = start + 1
            count = self.match(action, self.pattern[begin:])
            stop = begin + count
            pending.append((action, self.args[begin:stop], option))
            break
        for action, args, option in pending:
            self.take_action(action, args, option)
        return stop

    def match(self, action, pattern):
        """How many arguments an option takes."""
        found = _re.match(_nargs_pattern(action), pattern)
        if found is None:
            nargs = action.nargs
            if nargs is None:
                msg = "expected one argument"
            elif nargs == OPTIONAL:
                msg = "expected at most one argument"
            elif nargs == ONE_OR_MORE:
                msg = "expected at least one argument"
            else:
                msg = f"expected {nargs} argument" + ("" if nargs == 1 else "s")
            raise ArgumentError(action, msg)
        return len(found.group(1))

    def take_positionals(self, start):
        selected = self.pattern[start:]
        counts = []
        for i in range(len(self.positionals), 0, -1):
            pattern = "".join(_nargs_pattern(action) for action in self.positionals[:i])
            found = _re.match(pattern, selected)
            if found is not None:
                counts = [len(text) for text in found.groups()]
                if found.end() < len(selected) and selected[found.end()] == "O":
                    # What matches nothing may match more behind the option.
                    while counts and counts[-1] == 0 and self.positionals[len(counts) - 1].nargs not in (SUPPRESS,):
                        counts.pop()
                break
        for action, count in zip(self.positionals, counts):
            args = self.args[start:start + count]
            start += count
            self.take_action(action, args)
        self.positionals = self.positionals[len(counts):]
        return start


def _nargs_pattern(action):
    nargs = action.nargs
    option = action.option_strings
    if nargs is None:
        pattern = "([A])" if option else "(-*A-*)"
    elif nargs == OPTIONAL:
        pattern = "(A?)" if option else "(-*A?-*)"
    elif nargs == ZERO_OR_MORE:
        pattern = "(A*)" if option else "(-*[A-]*)"
    elif nargs == ONE_OR_MORE:
        pattern = "(A+)" if option else "(-*A[A-]*)"
    elif nargs == REMAINDER:
        pattern = "([AO]*)" if option else "([-AO]*)"
    elif nargs == PARSER:
        pattern = "(A[AO]*)" if option else "(-*A[-AO]*)"
    elif nargs == SUPPRESS:
        pattern = "()" if option else "(-*)"
    elif option:
        pattern = f"({'A' * nargs})"
    else:
        pattern = f"(-*{'-*'.join('A' * nargs)}-*)"
    return pattern
