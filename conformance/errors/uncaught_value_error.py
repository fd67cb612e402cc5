"""An uncaught exception ends the program with status 1."""

print("before")
raise ValueError("nobody catches this")
