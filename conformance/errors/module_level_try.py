"""The module's own clean-up runs before the traceback."""

try:
    print("body")
    {}["missing"]
finally:
    print("cleanup")
print("never")
