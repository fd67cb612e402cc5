class Stop(BaseException):
    pass


def run():
    try:
        raise Stop("not an Exception")
    except Exception:
        print("not here")
    finally:
        print("finally")


run()
