"""Names with two leading underscores are mangled."""


class Account:
    __rate = 0.5

    def __init__(self):
        self.__balance = 10
        self._hint = "protected"

    def __secret(self):
        return "base secret"

    def show(self):
        return self.__balance, self.__rate, self.__secret()


class Child(Account):
    def __init__(self):
        super().__init__()
        self.__balance = 99

    def __secret(self):
        return "child secret"

    def own(self):
        return self.__balance, self.__secret()


c = Child()
print(c.show(), c.own())
print(sorted(vars(c)), c._Account__balance, Account._Account__rate, c._hint)
try:
    c.__balance
except AttributeError as error:
    print(error)
