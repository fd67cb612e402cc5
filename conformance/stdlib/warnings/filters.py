"""warnings: recording, filters, errors, deprecated."""

import warnings

with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn("first")
    warnings.warn("second", DeprecationWarning)
    warnings.warn(RuntimeWarning("third"), stacklevel=2)
    warnings.warn("first")
print([(str(w.message), w.category.__name__) for w in log])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("raised", UserWarning)
    except UserWarning as e:
        print("caught", e)
    warnings.filterwarnings("ignore", message="skip.*")
    warnings.warn("skip this")
    warnings.simplefilter("ignore", FutureWarning)
    warnings.warn("x", FutureWarning)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("default")
    for _ in range(3):
        warnings.warn("once only")
    warnings.filterwarnings("error", category=SyntaxWarning)
    try:
        warnings.warn("s", SyntaxWarning)
    except SyntaxWarning as e:
        print("error", e)
print(len(log), log[0].category is UserWarning)


@warnings.deprecated("use g")
def f(x):
    "doc of f"
    return x


with warnings.catch_warnings(record=True, action="always") as log:
    print(f(3), f.__name__, f.__doc__, [str(w.message) for w in log], f.__deprecated__)
print(warnings.formatwarning("m", UserWarning, "file.py", 5, "code"), end="")
for bad in (lambda: warnings.warn("x", int), lambda: warnings.simplefilter("nope")):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__)
