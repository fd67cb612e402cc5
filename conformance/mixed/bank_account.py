"""Bank accounts with several kinds of accounts and transactions."""


class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f"need {needed:.2f}, have {available:.2f}")
        self.missing = needed - available


class Account:
    interest = 0.0
    _next_number = 1000

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.number = Account._next_number
        Account._next_number += 1
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self._balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self.limit():
            raise InsufficientFunds(amount, self.limit())
        self._balance -= amount
        self.history.append(("withdraw", amount))

    def limit(self):
        return self._balance

    def add_interest(self):
        self._balance += self._balance * self.interest

    def __str__(self):
        return f"{type(self).__name__} {self.number} of {self.owner}: {self.balance:,.2f}"


class Savings(Account):
    interest = 0.05


class Checking(Account):
    def __init__(self, owner, balance=0, overdraft=100):
        super().__init__(owner, balance)
        self.overdraft = overdraft

    def limit(self):
        return super().limit() + self.overdraft


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, kind, *args, **kwargs):
        account = kind(*args, **kwargs)
        self.accounts[account.number] = account
        return account

    def transfer(self, source, target, amount):
        try:
            source.withdraw(amount)
        except InsufficientFunds as error:
            print(f"transfer failed: {error} (missing {error.missing:.2f})")
            return False
        target.deposit(amount)
        return True


bank = Bank()
ann = bank.open(Savings, "Ann", 1000)
bob = bank.open(Checking, "Bob", 50, overdraft=200)
print(bank.transfer(ann, bob, 300.5), bank.transfer(bob, ann, 1000), bank.transfer(bob, ann, 500))
for account in bank.accounts.values():
    account.add_interest()
    print(account, account.history)
try:
    ann.deposit(-5)
except ValueError as error:
    print(error)
try:
    ann.balance = 10**6
except AttributeError:
    print("balance is read-only")
print(f"total {sum(a.balance for a in bank.accounts.values()):.2f}")
