import sys


def main():
    try:
        print("working")
        sys.exit(7)
    except Exception:
        print("SystemExit is no Exception")
    finally:
        print("finally runs")


main()
