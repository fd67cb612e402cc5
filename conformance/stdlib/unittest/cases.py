"""unittest: assertions and their messages, fixtures, skips, subtests, asynchronous cases, results."""

import io
import re
import unittest
import warnings


class Assertions(unittest.TestCase):
    def runTest(self):
        pass


case = Assertions()
for check in (
    lambda: case.assertEqual(1, 2), lambda: case.assertEqual(1, 2, "extra"), lambda: case.assertEqual("a\nb", "a\nc"), lambda: case.assertEqual([1, 2], [1, 3]), lambda: case.assertEqual([1], [1, 2]), lambda: case.assertEqual({"a": 1}, {"a": 2}),
    lambda: case.assertEqual({1, 2}, {2, 3}), lambda: case.assertEqual((1,), (2,)), lambda: case.assertNotEqual(1, 1), lambda: case.assertTrue([]), lambda: case.assertFalse(1), lambda: case.assertIs(1, None), lambda: case.assertIsNone(0), lambda: case.assertIsNotNone(None),
    lambda: case.assertIn(1, [2]), lambda: case.assertNotIn(1, [1]), lambda: case.assertIsInstance(1, str), lambda: case.assertNotIsInstance(1, int), lambda: case.assertGreater(1, 2), lambda: case.assertLessEqual(3, 2), lambda: case.assertAlmostEqual(1.0, 1.1),
    lambda: case.assertAlmostEqual(1, 5, delta=1), lambda: case.assertNotAlmostEqual(1, 1.00000001), lambda: case.assertRegex("abc", "x+"), lambda: case.assertNotRegex("abc", "b"), lambda: case.assertCountEqual([1, 2], [2, 2]), lambda: case.assertRaises(ValueError, int, "1"),
    lambda: case.assertRaisesRegex(ValueError, "nope", int, "x"), lambda: case.fail("failed"), lambda: case.assertSequenceEqual([1], (2,)), lambda: case.assertEqual("x" * 100, "y" * 100), lambda: case.assertLogs("nolog").__enter__() and None, lambda: case.assertWarns(UserWarning, lambda: None), lambda: case.assertEqual(None, False),
):
    try:
        print(check())
    except AssertionError as e:
        print(str(e))
with case.assertRaises(ZeroDivisionError) as caught:
    1 / 0
print(repr(caught.exception), case.assertEqual(0.1 + 0.2, 0.30000000000000004), case.assertAlmostEqual(0.1 + 0.2, 0.3), case.assertCountEqual("ab", "ba"))

order = []


class Fixtures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        order.append("class up")

    @classmethod
    def tearDownClass(cls):
        order.append("class down")

    def setUp(self):
        order.append("up")
        self.addCleanup(order.append, "cleanup")

    def tearDown(self):
        order.append("down")

    def test_a(self):
        "First test."
        order.append("a")

    def test_b_fails(self):
        self.assertEqual(1, 2)

    def test_c_error(self):
        raise KeyError("boom")

    @unittest.skip("not now")
    def test_d(self):
        pass

    @unittest.expectedFailure
    def test_e(self):
        self.fail("expected")

    @unittest.expectedFailure
    def test_f(self):
        pass

    def test_g_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

    def test_h(self):
        self.skipTest("inside")

    @unittest.skipIf(True, "cond")
    def test_i(self):
        pass

    def test_warns(self):
        with self.assertWarns(UserWarning):
            warnings.warn("w")


class Async(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        order.append("async up")

    async def test_async(self):
        import asyncio

        await asyncio.sleep(0)
        self.assertTrue(True)
        order.append("async")

    async def asyncTearDown(self):
        order.append("async down")


out = io.StringIO()
loader = unittest.TestLoader()
suite = unittest.TestSuite([loader.loadTestsFromTestCase(Fixtures), loader.loadTestsFromTestCase(Async)])
print(suite.countTestCases(), loader.getTestCaseNames(Fixtures))
result = unittest.TextTestRunner(stream=out, verbosity=2).run(suite)
report = re.sub(r"Traceback.*?(?=\n\w)", "TB", re.sub(r"in \d\.\d+s", "in TIME", out.getvalue()), flags=re.S)
print(report)
print(result.testsRun, len(result.failures), len(result.errors), [(str(t), r) for t, r in result.skipped], len(result.expectedFailures), len(result.unexpectedSuccesses), result.wasSuccessful())
print(order)
quiet = io.StringIO()
unittest.TextTestRunner(stream=quiet).run(unittest.TestSuite([Fixtures("test_a"), Async("test_async")]))
print(re.sub(r"in \d\.\d+s", "in TIME", quiet.getvalue()), Fixtures("test_a"), repr(Fixtures("test_a")), Fixtures("test_a").id(), Fixtures("test_a").shortDescription())
