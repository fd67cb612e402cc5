"""Test cases, their assertions, and a runner whose report goes to stderr."""

import difflib
import fnmatch
import re
import sys
import time
import traceback
import warnings


class SkipTest(Exception):
    """Raise this exception in a test to skip it."""


class _ShouldStop(Exception):
    pass


class _UnexpectedSuccess(Exception):
    pass


def _id(obj):
    return obj


def skip(reason):
    """Unconditionally skip a test."""

    def decorator(test_item):
        test_item.__unittest_skip__ = True
        test_item.__unittest_skip_why__ = reason
        return test_item

    if not isinstance(reason, str) and callable(reason):
        test_item = reason
        reason = ""
        return decorator(test_item)
    return decorator


def skipIf(condition, reason):
    """Skip a test if the condition is true."""
    return skip(reason) if condition else _id


def skipUnless(condition, reason):
    """Skip a test unless the condition is true."""
    return _id if condition else skip(reason)


def expectedFailure(test_item):
    test_item.__unittest_expecting_failure__ = True
    return test_item


class _Raises:
    """A context manager for assertRaises and assertRaisesRegex."""

    def __init__(self, case, expected, regex, msg):
        self.case = case
        self.expected = expected
        self.regex = regex
        self.msg = msg
        self.exception = None
        self.function = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            names = self.expected if isinstance(self.expected, tuple) else (self.expected,)
            name = " or ".join(e.__name__ for e in names) if len(names) > 1 else names[0].__name__
            if isinstance(self.expected, tuple):
                name = str(self.expected)
            by = f" by {self.function}" if self.function else ""
            raise self.case.failureException(self.case._formatMessage(self.msg, f"{name} not raised{by}"))
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.regex is not None:
            if not self.regex.search(str(exc_value)):
                text = f'"{self.regex.pattern}" does not match "{exc_value}"'
                raise self.case.failureException(self.case._formatMessage(self.msg, text))
        return True


class _Warns:
    def __init__(self, case, expected, regex, msg):
        self.case = case
        self.expected = expected
        self.regex = regex
        self.msg = msg
        self.function = None

    def __enter__(self):
        self._manager = warnings.catch_warnings(record=True)
        self.warnings = self._manager.__enter__()
        warnings.simplefilter("always")
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self._manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return False
        first = None
        for found in self.warnings:
            if not isinstance(found.message, self.expected):
                continue
            if first is None:
                first = found.message
            if self.regex is not None and not self.regex.search(str(found.message)):
                continue
            self.warning = found.message
            self.filename = found.filename
            self.lineno = found.lineno
            return False
        name = getattr(self.expected, "__name__", str(self.expected))
        if first is not None:
            text = f'"{self.regex.pattern}" does not match "{first}"'
        else:
            text = f"{name} not triggered by {self.function}" if self.function else f"{name} not triggered"
        raise self.case.failureException(self.case._formatMessage(self.msg, text))


class _Logs:
    def __init__(self, case, logger, level, none):
        self.case = case
        self.logger_name = logger
        self.level = level
        self.none = none

    def __enter__(self):
        import logging

        logger = self.logger_name if isinstance(self.logger_name, logging.Logger) else logging.getLogger(self.logger_name)
        self.logger = logger
        level = self.level
        if level is None:
            level = logging.INFO
        elif isinstance(level, str):
            level = logging.getLevelNamesMapping()[level]
        self.level = level
        watcher = self

        class Capture(logging.Handler):
            def emit(self, record):
                watcher.records.append(record)
                watcher.output.append(self.format(record))

        self.records = []
        self.output = []
        handler = Capture()
        handler.setLevel(level)
        handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
        self.old = (logger.handlers, logger.level, logger.propagate)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False
        return None if self.none else self

    def __exit__(self, exc_type, exc_value, tb):
        self.logger.handlers, level, self.logger.propagate = self.old
        self.logger.setLevel(level)
        if exc_type is not None:
            return False
        import logging

        if self.none:
            if self.records:
                raise self.case.failureException(f"Unexpected logs found: {self.output!r}")
        elif not self.records:
            name = logging.getLevelName(self.level)
            raise self.case.failureException(f"no logs of level {name} or higher triggered on {self.logger.name}")
        return False


def _safe_repr(obj, short=False):
    try:
        result = repr(obj)
    except Exception:
        result = object.__repr__(obj)
    if not short or len(result) < 80:
        return result
    return result[:80] + " [truncated]..."


def _shorten(s, prefixlen, suffixlen):
    skipped = len(s) - prefixlen - suffixlen
    if skipped > 12:
        s = "%s[%d chars]%s" % (s[:prefixlen], skipped, s[len(s) - suffixlen:])
    return s


def _common_shorten_repr(*args):
    args = tuple(map(_safe_repr, args))
    maxlen = max(map(len, args))
    if maxlen <= 80:
        return args
    prefix = _common_prefix(args)
    prefixlen = len(prefix)
    common_len = 80 - (maxlen - prefixlen + 5 + 12)
    if common_len > 5:
        prefix = _shorten(prefix, 5, common_len)
        return tuple(prefix + s[prefixlen:] for s in args)
    prefix = _shorten(prefix, 5, 5)
    return tuple(prefix + _shorten(s[prefixlen:], 41, 5) for s in args)


def _common_prefix(items):
    first = min(items)
    last = max(items)
    for i, c in enumerate(first):
        if c != last[i]:
            return first[:i]
    return first


class TestCase:
    """A class whose instances are single test cases."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        method = getattr(self, methodName, None)
        if method is None and methodName != "runTest":
            raise ValueError(f"no such test method in {self.__class__}: {methodName}")
        self._testMethodDoc = getattr(method, "__doc__", None)
        self._cleanups = []
        self._subtest = None
        self._result = None

    def setUp(self):
        "Hook method for setting up the test fixture before exercising it."

    def tearDown(self):
        "Hook method for deconstructing the test fixture after testing it."

    @classmethod
    def setUpClass(cls):
        "Hook method for setting up class fixture before running tests in the class."

    @classmethod
    def tearDownClass(cls):
        "Hook method for deconstructing the class fixture after running all tests in the class."

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def __str__(self):
        return f"{self._testMethodName} ({type(self).__module__}.{type(self).__qualname__}.{self._testMethodName})"

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def addCleanup(self, function, /, *args, **kwargs):
        """Add a function, with arguments, to be called when the test is completed."""
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        """Enters the supplied context manager."""
        result = cm.__enter__()
        self.addCleanup(cm.__exit__, None, None, None)
        return result

    def doCleanups(self):
        """Execute all cleanup functions."""
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._call(function, args, kwargs)

    def skipTest(self, reason):
        """Skip this test."""
        raise SkipTest(reason)

    def fail(self, msg=None):
        """Fail immediately, with the given message."""
        raise self.failureException(msg)

    def subTest(self, msg=None, **params):
        """Return a context manager that will return the enclosed block of code in a subtest."""
        return _SubTestContext(self, msg, params)

    def _call(self, function, args=(), kwargs={}):
        """Runs a part of the test; what goes wrong is in the outcome."""
        try:
            function(*args, **kwargs)
        except KeyboardInterrupt:
            raise
        except SkipTest as e:
            self._outcome.append(("skip", self, str(e)))
        except BaseException as e:
            kind = "failure" if isinstance(e, self.failureException) else "error"
            self._outcome.append((kind, self, e))

    def _callSetUp(self):
        self._call(self.setUp)

    def _callTestMethod(self, method):
        self._call(method)

    def _callTearDown(self):
        self._call(self.tearDown)

    def run(self, result=None):
        if result is None:
            result = self.defaultTestResult()
        result.startTest(self)
        method = getattr(self, self._testMethodName)
        try:
            skipped = getattr(type(self), "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False)
            if skipped:
                why = getattr(method, "__unittest_skip_why__", "") or getattr(type(self), "__unittest_skip_why__", "")
                result.addSkip(self, why)
                return result
            expecting = getattr(type(self), "__unittest_expecting_failure__", False) or \
                getattr(method, "__unittest_expecting_failure__", False)
            self._outcome = []
            self._run_parts(method)
            self._report(result, expecting)
            return result
        finally:
            result.stopTest(self)

    def _run_parts(self, method):
        self._callSetUp()
        if not self._outcome:
            self._callTestMethod(method)
            self._callTearDown()
        self.doCleanups()

    def _report(self, result, expecting):
        bad = [item for item in self._outcome if item[0] != "skip"]
        for kind, test, error in self._outcome:
            if kind == "skip":
                result.addSkip(test, error)
        if expecting:
            if bad:
                result.addExpectedFailure(self, bad[0][2])
            elif not self._outcome:
                result.addUnexpectedSuccess(self)
            return
        for kind, test, error in bad:
            if test is not self:
                result.addSubTest(self, test, error)
            elif kind == "failure":
                result.addFailure(self, error)
            else:
                result.addError(self, error)
        if not self._outcome:
            result.addSuccess(self)

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the test without collecting errors in a TestResult"""
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        return f"{standardMsg} : {msg}"

    def assertFalse(self, expr, msg=None):
        """Check that the expression is false."""
        if expr:
            raise self.failureException(self._formatMessage(msg, f"{_safe_repr(expr)} is not false"))

    def assertTrue(self, expr, msg=None):
        """Check that the expression is true."""
        if not expr:
            raise self.failureException(self._formatMessage(msg, f"{_safe_repr(expr)} is not true"))

    def assertEqual(self, first, second, msg=None):
        """Fail if the two objects are unequal as determined by the '==' operator."""
        if type(first) is type(second):
            if isinstance(first, dict):
                return self.assertDictEqual(first, second, msg)
            if type(first) is list:
                return self.assertListEqual(first, second, msg)
            if type(first) is tuple:
                return self.assertTupleEqual(first, second, msg)
            if type(first) in (set, frozenset):
                return self.assertSetEqual(first, second, msg)
            if type(first) is str:
                return self.assertMultiLineEqual(first, second, msg)
        if not first == second:
            standard = "%s != %s" % _common_shorten_repr(first, second)
            raise self.failureException(self._formatMessage(msg, standard))

    def assertNotEqual(self, first, second, msg=None):
        """Fail if the two objects are equal as determined by the '!=' operator."""
        if not first != second:
            raise self.failureException(self._formatMessage(msg, f"{_safe_repr(first)} == {_safe_repr(second)}"))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fail if the two objects are unequal as determined by their difference rounded to the given number of places."""
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        if delta is not None:
            if diff <= delta:
                return
            standard = f"{_safe_repr(first)} != {_safe_repr(second)} within {_safe_repr(delta)} delta ({_safe_repr(diff)} difference)"
        else:
            if places is None:
                places = 7
            if round(diff, places) == 0:
                return
            standard = f"{_safe_repr(first)} != {_safe_repr(second)} within {places} places ({_safe_repr(diff)} difference)"
        raise self.failureException(self._formatMessage(msg, standard))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fail if the two objects are equal as determined by their difference rounded to the given number of places."""
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        if delta is not None:
            if not first == second and diff > delta:
                return
            standard = f"{_safe_repr(first)} == {_safe_repr(second)} within {_safe_repr(delta)} delta ({_safe_repr(diff)} difference)"
        else:
            if places is None:
                places = 7
            if not first == second and round(diff, places) != 0:
                return
            standard = f"{_safe_repr(first)} == {_safe_repr(second)} within {places} places"
        raise self.failureException(self._formatMessage(msg, standard))

    def _diff_message(self, standard, first, second):
        import pprint

        diff = "\n" + "\n".join(difflib.ndiff(pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines()))
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return standard + diff
        return standard + f"\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it."

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        """An equality assertion for ordered sequences (like lists and tuples)."""
        if seq_type is not None:
            name = seq_type.__name__
            if not isinstance(seq1, seq_type):
                raise self.failureException(f"First sequence is not a {name}: {_safe_repr(seq1)}")
            if not isinstance(seq2, seq_type):
                raise self.failureException(f"Second sequence is not a {name}: {_safe_repr(seq2)}")
        else:
            name = "sequence"
        if seq1 == seq2:
            return
        differing = "%ss differ: %s != %s\n" % ((name.capitalize(),) + _common_shorten_repr(seq1, seq2))
        len1, len2 = len(seq1), len(seq2)
        for i in range(min(len1, len2)):
            if seq1[i] != seq2[i]:
                differing += "\nFirst differing element %d:\n%s\n%s\n" % ((i,) + _common_shorten_repr(seq1[i], seq2[i]))
                break
        else:
            if len1 == len2 and seq_type is None and type(seq1) != type(seq2):
                return
        if len1 > len2:
            differing += "\nFirst %s contains %d additional elements.\n" % (name, len1 - len2)
            differing += "First extra element %d:\n%s\n" % (len2, _common_shorten_repr(seq1[len2])[0])
        elif len1 < len2:
            differing += "\nSecond %s contains %d additional elements.\n" % (name, len2 - len1)
            differing += "First extra element %d:\n%s\n" % (len1, _common_shorten_repr(seq2[len1])[0])
        raise self.failureException(self._formatMessage(msg, self._diff_message(differing, seq1, seq2)))

    def assertListEqual(self, list1, list2, msg=None):
        """A list-specific equality assertion."""
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        """A tuple-specific equality assertion."""
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        """A set-specific equality assertion."""
        first, second = set1 - set2, set2 - set1
        if not (first or second):
            return
        lines = []
        if first:
            lines.append("Items in the first set but not the second:")
            lines.extend(repr(item) for item in first)
        if second:
            lines.append("Items in the second set but not the first:")
            lines.extend(repr(item) for item in second)
        raise self.failureException(self._formatMessage(msg, "\n".join(lines)))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            standard = "%s != %s" % _common_shorten_repr(d1, d2)
            raise self.failureException(self._formatMessage(msg, self._diff_message(standard, d1, d2)))

    def assertCountEqual(self, first, second, msg=None):
        """Asserts that two iterables have the same elements, the same number of times, without regard to order."""
        first, second = list(first), list(second)
        rest = list(second)
        differences = []
        for item in _unique(first + second):
            a = sum(1 for x in first if x == item)
            b = sum(1 for x in second if x == item)
            if a != b:
                differences.append((a, b, item))
        if differences:
            lines = ["Element counts were not equal:"]
            lines.extend("First has %d, Second has %d:  %r" % diff for diff in differences)
            raise self.failureException(self._formatMessage(msg, "\n".join(lines)))

    def assertMultiLineEqual(self, first, second, msg=None):
        """Assert that two multi-line strings are equal."""
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        standard = "%s != %s" % _common_shorten_repr(first, second)
        lines1 = first.splitlines(keepends=True)
        lines2 = second.splitlines(keepends=True)
        if len(lines1) == 1 and first.strip("\r\n") == first:
            lines1 = [first + "\n"]
            lines2 = [second + "\n"]
        else:
            if lines1 and not lines1[-1].endswith("\n"):
                lines1[-1] += "\n"
            if lines2 and not lines2[-1].endswith("\n"):
                lines2[-1] += "\n"
        diff = "\n" + "".join(difflib.ndiff(lines1, lines2))
        if self.maxDiff is not None and len(diff) > self.maxDiff:
            diff = f"\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it."
        raise self.failureException(self._formatMessage(msg, standard + diff))

    def assertIn(self, member, container, msg=None):
        """Just like self.assertTrue(a in b), but with a nicer default message."""
        if member not in container:
            raise self.failureException(
                self._formatMessage(msg, f"{_safe_repr(member)} not found in {_safe_repr(container)}"))

    def assertNotIn(self, member, container, msg=None):
        """Just like self.assertTrue(a not in b), but with a nicer default message."""
        if member in container:
            raise self.failureException(
                self._formatMessage(msg, f"{_safe_repr(member)} unexpectedly found in {_safe_repr(container)}"))

    def assertIs(self, expr1, expr2, msg=None):
        """Just like self.assertTrue(a is b), but with a nicer default message."""
        if expr1 is not expr2:
            raise self.failureException(self._formatMessage(msg, f"{_safe_repr(expr1)} is not {_safe_repr(expr2)}"))

    def assertIsNot(self, expr1, expr2, msg=None):
        """Just like self.assertTrue(a is not b), but with a nicer default message."""
        if expr1 is expr2:
            raise self.failureException(self._formatMessage(msg, f"unexpectedly identical: {_safe_repr(expr1)}"))

    def assertLess(self, a, b, msg=None):
        """Just like self.assertTrue(a < b), but with a nicer default message."""
        if not a < b:
            raise self.failureException(self._formatMessage(msg, f"{_safe_repr(a)} not less than {_safe_repr(b)}"))

    def assertLessEqual(self, a, b, msg=None):
        """Just like self.assertTrue(a <= b), but with a nicer default message."""
        if not a <= b:
            raise self.failureException(
                self._formatMessage(msg, f"{_safe_repr(a)} not less than or equal to {_safe_repr(b)}"))

    def assertGreater(self, a, b, msg=None):
        """Just like self.assertTrue(a > b), but with a nicer default message."""
        if not a > b:
            raise self.failureException(self._formatMessage(msg, f"{_safe_repr(a)} not greater than {_safe_repr(b)}"))

    def assertGreaterEqual(self, a, b, msg=None):
        """Just like self.assertTrue(a >= b), but with a nicer default message."""
        if not a >= b:
            raise self.failureException(
                self._formatMessage(msg, f"{_safe_repr(a)} not greater than or equal to {_safe_repr(b)}"))

    def assertIsNone(self, obj, msg=None):
        """Same as self.assertTrue(obj is None), with a nicer default message."""
        if obj is not None:
            raise self.failureException(self._formatMessage(msg, f"{_safe_repr(obj)} is not None"))

    def assertIsNotNone(self, obj, msg=None):
        """Included for symmetry with assertIsNone."""
        if obj is None:
            raise self.failureException(self._formatMessage(msg, "unexpectedly None"))

    def assertIsInstance(self, obj, cls, msg=None):
        """Same as self.assertTrue(isinstance(obj, cls)), with a nicer default message."""
        if not isinstance(obj, cls):
            raise self.failureException(self._formatMessage(msg, f"{_safe_repr(obj)} is not an instance of {cls!r}"))

    def assertNotIsInstance(self, obj, cls, msg=None):
        """Included for symmetry with assertIsInstance."""
        if isinstance(obj, cls):
            raise self.failureException(self._formatMessage(msg, f"{_safe_repr(obj)} is an instance of {cls!r}"))

    def assertRaises(self, expected_exception, *args, **kwargs):
        """Fail unless an exception of class expected_exception is raised."""
        context = _Raises(self, expected_exception, None, kwargs.pop("msg", None) if not args else None)
        return self._in_context(context, args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        """Asserts that the message in a raised exception matches a regex."""
        if isinstance(expected_regex, str):
            expected_regex = re.compile(expected_regex)
        context = _Raises(self, expected_exception, expected_regex, kwargs.pop("msg", None) if not args else None)
        return self._in_context(context, args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        """Fail unless a warning of class warnClass is triggered."""
        return self._in_context(_Warns(self, expected_warning, None, kwargs.pop("msg", None) if not args else None), args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        """Asserts that the message in a triggered warning matches a regexp."""
        if isinstance(expected_regex, str):
            expected_regex = re.compile(expected_regex)
        context = _Warns(self, expected_warning, expected_regex, kwargs.pop("msg", None) if not args else None)
        return self._in_context(context, args, kwargs)

    def _in_context(self, context, args, kwargs):
        if not args:
            return context
        context.function = getattr(args[0], "__name__", str(args[0]))
        with context:
            args[0](*args[1:], **kwargs)

    def assertLogs(self, logger=None, level=None):
        """Fail unless a log message of level *level* or higher is emitted on *logger* or its children."""
        return _Logs(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        """Fail if log messages of level *level* or higher are emitted on *logger* or its children."""
        return _Logs(self, logger, level, True)

    def assertRegex(self, text, expected_regex, msg=None):
        """Fail the test unless the text matches the regular expression."""
        if isinstance(expected_regex, (str, bytes)):
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            standard = "Regex didn't match: %r not found in %r" % (expected_regex.pattern, text)
            raise self.failureException(self._formatMessage(msg, standard))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        """Fail the test if the text matches the regular expression."""
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = re.compile(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            standard = "Regex matched: %r matches %r in %r" % (
                text[match.start():match.end()], unexpected_regex.pattern, text)
            raise self.failureException(self._formatMessage(msg, standard))


def _unique(items):
    result = []
    for item in items:
        if item not in result:
            result.append(item)
    return result


class _SubTest(TestCase):
    def __init__(self, test_case, message, params):
        super().__init__()
        self.test_case = test_case
        self._message = message
        self.params = params
        self.failureException = test_case.failureException

    def _subDescription(self):
        parts = []
        if self._message is not None:
            parts.append(f"[{self._message}]")
        if self.params:
            parts.append(f"({', '.join(f'{k}={v!r}' for k, v in self.params.items())})")
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._subDescription()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._subDescription()}"


class _SubTestContext:
    def __init__(self, case, msg, params):
        self.case = case
        self.msg = msg
        self.params = params

    def __enter__(self):
        self.outer = self.case._subtest
        params = {**self.outer.params, **self.params} if self.outer else self.params
        self.case._subtest = _SubTest(self.case, self.msg, params)

    def __exit__(self, exc_type, exc_value, tb):
        subtest = self.case._subtest
        self.case._subtest = self.outer
        if exc_type is None:
            return False
        if issubclass(exc_type, SkipTest):
            self.case._outcome.append(("skip", subtest, str(exc_value)))
            return True
        if not issubclass(exc_type, Exception):
            return False
        kind = "failure" if issubclass(exc_type, self.case.failureException) else "error"
        self.case._outcome.append((kind, subtest, exc_value))
        return True


class IsolatedAsyncioTestCase(TestCase):
    """A test case whose methods may be coroutines."""

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        self.addCleanup(func, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        """Enters the supplied asynchronous context manager."""
        result = await cm.__aenter__()
        self.addAsyncCleanup(cm.__aexit__, None, None, None)
        return result

    def _run_parts(self, method):
        import asyncio

        asyncio.run(self._run_async(method))

    async def _acall(self, function, args=(), kwargs={}):
        try:
            result = function(*args, **kwargs)
            if hasattr(type(result), "__await__"):
                await result
        except KeyboardInterrupt:
            raise
        except SkipTest as e:
            self._outcome.append(("skip", self, str(e)))
        except BaseException as e:
            kind = "failure" if isinstance(e, self.failureException) else "error"
            self._outcome.append((kind, self, e))

    async def _run_async(self, method):
        await self._acall(self.setUp)
        await self._acall(self.asyncSetUp)
        if not self._outcome:
            await self._acall(method)
            await self._acall(self.asyncTearDown)
            await self._acall(self.tearDown)
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            await self._acall(function, args, kwargs)


class FunctionTestCase(TestCase):
    """A test case that wraps a test function."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._set = setUp
        self._tear = tearDown
        self.runTest = testFunc

    def setUp(self):
        if self._set is not None:
            self._set()

    def tearDown(self):
        if self._tear is not None:
            self._tear()


class TestResult:
    """Holder for test result information."""

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.collectedDurations = []
        self.shouldStop = False

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def _text(self, error):
        if isinstance(error, tuple):
            error = error[1]
        return "".join(traceback.format_exception(error))

    def addError(self, test, err):
        self.errors.append((test, self._text(err)))
        self.shouldStop = self.shouldStop or self.failfast

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err)))
        self.shouldStop = self.shouldStop or self.failfast

    def addSubTest(self, test, subtest, err):
        if err is not None:
            target = self.failures if isinstance(err, test.failureException) else self.errors
            target.append((subtest, self._text(err)))

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def __repr__(self):
        return (f"<{type(self).__module__}.result.{type(self).__qualname__} run={self.testsRun} errors={len(self.errors)} "
                f"failures={len(self.failures)}>")


class TextTestResult(TestResult):
    """A test result class that can print formatted text results to a stream."""

    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self._newline = True
        self.descriptions = descriptions

    def getDescription(self, test):
        doc = test.shortDescription()
        return "\n".join((str(test), doc)) if self.descriptions and doc else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test))
            self.stream.write(" ... ")
            self.stream.flush()
            self._newline = False

    def _say(self, word, dot, test):
        if self.showAll:
            is_subtest = isinstance(test, _SubTest)
            if is_subtest or self._newline:
                if not self._newline:
                    self.stream.write("\n")
                if is_subtest:
                    self.stream.write("  ")
                self.stream.write(self.getDescription(test))
                self.stream.write(" ... ")
            self.stream.write(word + "\n")
            self._newline = True
        elif self.dots:
            self.stream.write(dot)
        self.stream.flush()

    def addSuccess(self, test):
        super().addSuccess(test)
        self._say("ok", ".", test)

    def addError(self, test, err):
        super().addError(test, err)
        self._say("ERROR", "E", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._say("FAIL", "F", test)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if isinstance(err, test.failureException):
            self._say("FAIL", "F", subtest)
        else:
            self._say("ERROR", "E", subtest)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say(f"skipped {reason!r}", "s", test)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._say("expected failure", "x", test)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._say("unexpected success", "u", test)

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write("\n")
        for flavour, errors in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, err in errors:
                self.stream.write(self.separator1 + "\n")
                self.stream.write(f"{flavour}: {self.getDescription(test)}\n")
                self.stream.write(self.separator2 + "\n")
                self.stream.write(f"{err}\n")
        if self.unexpectedSuccesses:
            self.stream.write(self.separator1 + "\n")
            for test in self.unexpectedSuccesses:
                self.stream.write(f"UNEXPECTED SUCCESS: {self.getDescription(test)}\n")


class TestSuite:
    """A test suite is a composite test consisting of a number of TestCases."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __iter__(self):
        return iter(self._tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self._tests)

    def _cases(self):
        for test in self._tests:
            if isinstance(test, TestSuite):
                yield from test._cases()
            else:
                yield test

    def run(self, result, debug=False):
        current = None
        broken = False
        for test in self._cases():
            if result.shouldStop:
                break
            cls = type(test)
            if cls is not current:
                self._tear_down(current, result, broken)
                current = cls
                broken = False
                if not getattr(cls, "__unittest_skip__", False):
                    try:
                        cls.setUpClass()
                    except SkipTest as e:
                        broken = True
                        result.addSkip(_ClassHolder("setUpClass", cls), str(e))
                    except Exception as e:
                        broken = True
                        result.addError(_ClassHolder("setUpClass", cls), e)
            if not broken:
                test.run(result)
        self._tear_down(current, result, broken)
        return result

    def _tear_down(self, cls, result, broken):
        if cls is None or broken or getattr(cls, "__unittest_skip__", False):
            return
        try:
            cls.tearDownClass()
        except Exception as e:
            result.addError(_ClassHolder("tearDownClass", cls), e)

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)


class _ClassHolder:
    """Stands for a class in the report of what went wrong around its tests."""

    failureException = AssertionError

    def __init__(self, what, cls):
        self.description = f"{what} ({cls.__module__}.{cls.__qualname__})"

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __str__(self):
        return self.description


class TestLoader:
    """Loads tests from classes."""

    testMethodPrefix = "test"
    testNamePatterns = None

    def getTestCaseNames(self, testCaseClass):
        """Return a sorted sequence of method names found within testCaseClass"""
        prefix = self.testMethodPrefix
        names = [name for name in dir(testCaseClass) if name.startswith(prefix) and callable(getattr(testCaseClass, name))]
        if self.testNamePatterns:
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}."
            names = [name for name in names if any(fnmatch.fnmatchcase(full + name, p) for p in self.testNamePatterns)]
        return sorted(names)

    def loadTestsFromTestCase(self, testCaseClass):
        """Return a suite of all test cases contained in testCaseClass"""
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return TestSuite([testCaseClass(name) for name in names])

    def loadTestsFromModule(self, module=None, *, pattern=None):
        """Return a suite of all test cases of the program"""
        suite = TestSuite()
        for cls in sorted(_test_classes(TestCase), key=lambda cls: cls.__qualname__):
            suite.addTest(self.loadTestsFromTestCase(cls))
        return suite

    def loadTestsFromNames(self, names, module=None):
        suite = TestSuite()
        for name in names:
            suite.addTest(self.loadTestsFromName(name, module))
        return suite

    def loadTestsFromName(self, name, module=None):
        """Return a suite of the tests that the name says: a class, or a method of one"""
        wanted = name.removeprefix("__main__.").split(".")
        for cls in _test_classes(TestCase):
            if cls.__name__ == wanted[0]:
                return TestSuite([cls(wanted[1])]) if len(wanted) > 1 else self.loadTestsFromTestCase(cls)
        raise AttributeError(f"module '__main__' has no attribute {wanted[0]!r}")


def _test_classes(base):
    found = []
    for cls in base.__subclasses__():
        if cls.__module__ != __name__:
            found.append(cls)
        for below in _test_classes(cls):
            if below not in found:
                found.append(below)
    return found


defaultTestLoader = TestLoader()


class TextTestRunner:
    """A test runner class that displays results in textual form."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False, durations=None):
        self.stream = sys.stderr if stream is None else stream
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        """Run the given test case or test suite."""
        result = self._makeResult()
        result.failfast = self.failfast
        start = time.perf_counter()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        taken = time.perf_counter() - start
        result.printErrors()
        if self.verbosity > 0:
            self.stream.write(result.separator2 + "\n")
        run = result.testsRun
        self.stream.write("Ran %d test%s in %.3fs\n" % (run, "" if run == 1 else "s", taken))
        self.stream.write("\n")
        infos = []
        if not result.wasSuccessful():
            self.stream.write("FAILED")
            if result.failures:
                infos.append("failures=%d" % len(result.failures))
            if result.errors:
                infos.append("errors=%d" % len(result.errors))
        elif run == 0 and not result.skipped:
            self.stream.write("NO TESTS RAN")
        else:
            self.stream.write("OK")
        if result.skipped:
            infos.append("skipped=%d" % len(result.skipped))
        if result.expectedFailures:
            infos.append("expected failures=%d" % len(result.expectedFailures))
        if result.unexpectedSuccesses:
            infos.append("unexpected successes=%d" % len(result.unexpectedSuccesses))
        self.stream.write(" (%s)\n" % ", ".join(infos) if infos else "\n")
        self.stream.flush()
        return result


class TestProgram:
    """A command-line program that runs a set of tests."""

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False,
                 durations=None):
        argv = sys.argv if argv is None else argv
        names = []
        patterns = []
        i = 1
        while i < len(argv):
            arg = argv[i]
            i += 1
            if arg in ("-v", "--verbose"):
                verbosity = 2
            elif arg in ("-q", "--quiet"):
                verbosity = 0
            elif arg in ("-f", "--failfast"):
                failfast = True
            elif arg == "-k" and i < len(argv):
                pattern = argv[i]
                i += 1
                patterns.append(pattern if "*" in pattern else f"*{pattern}*")
            elif not arg.startswith("-"):
                names.append(arg)
        testLoader.testNamePatterns = patterns or None
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        suite = testLoader.loadTestsFromNames(names) if names else testLoader.loadTestsFromModule()
        runner = TextTestRunner if testRunner is None else testRunner
        if isinstance(runner, type):
            runner = runner(verbosity=verbosity, failfast=bool(failfast))
        self.result = runner.run(suite)
        if exit:
            if self.result.testsRun == 0 and len(self.result.skipped) == 0:
                sys.exit(5)
            sys.exit(0 if self.result.wasSuccessful() else 1)


main = TestProgram
