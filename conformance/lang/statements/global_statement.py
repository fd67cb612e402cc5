"""global declares module variables, also ones that do not exist yet."""

counter = 0


def increase(by=1):
    global counter
    counter += by
    return counter


def create():
    global fresh, other
    fresh, other = "made inside", [1]


def shadow():
    counter = "local"
    return counter


def broken():
    try:
        counter += 1
    except UnboundLocalError as error:
        return str(error)


increase()
increase(10)
print(counter, shadow(), counter, broken())
try:
    print(fresh)
except NameError as error:
    print(error)
create()
print(fresh, other, "fresh" in globals())


class Config:
    global level
    level = 3
    name = "config"


print(level, hasattr(Config, "level"), Config.name)


def loop():
    global i
    for i in range(3):
        pass


loop()
print(i)
