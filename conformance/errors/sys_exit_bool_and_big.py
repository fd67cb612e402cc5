import sys

try:
    sys.exit(True)
except SystemExit as error:
    print(error.code)
sys.exit(256 + 9)
