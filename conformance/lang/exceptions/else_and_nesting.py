"""try/except/else/finally in all combinations, nested, in loops."""


def run(value):
    steps = []
    try:
        steps.append("try")
        result = 10 // value
    except ZeroDivisionError:
        steps.append("zero")
    except TypeError as e:
        steps.append(f"type: {e}")
    else:
        steps.append(f"else {result}")
        try:
            [1, 2][result]
        except IndexError as e:
            steps.append(str(e))
        else:
            steps.append("inner else")
    finally:
        steps.append("finally")
    return steps


for value in (10, 1, 0, "x"):
    print(run(value))


def retry(limit):
    for attempt in range(limit):
        try:
            if attempt < 2:
                raise ConnectionError(f"attempt {attempt}")
        except ConnectionError as e:
            print(e)
            continue
        else:
            print("worked at", attempt)
            break
        finally:
            print("tidy", attempt)
    else:
        print("gave up")


retry(4)
retry(2)


def else_raises():
    try:
        pass
    except ValueError:
        print("not caught here")
    else:
        raise ValueError("from else")


try:
    else_raises()
except ValueError as e:
    print(e)
kinds = (KeyError, ValueError)
try:
    raise ValueError("dynamic")
except kinds as e:
    print("caught by tuple variable", e)
try:
    try:
        raise ValueError("v")
    except "not a class":
        pass
except TypeError as e:
    print(e)
