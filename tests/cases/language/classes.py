class Account:
    bank = "River Bank"
    opened = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        Account.opened += 1

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        return self

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self.balance})"


class Savings(Account):
    rate = 0.05

    def __init__(self, owner, balance=0, *, rate=None):
        super().__init__(owner, balance)
        if rate is not None:
            self.rate = rate

    def grow(self):
        return self.deposit(self.balance * self.rate)


a = Account("ann")
b = Savings("bob", 100, rate=0.5)
print(a.deposit(5).deposit(7))
print(b.grow(), b.rate, Savings.rate)
print(Account.opened, b.opened, b.bank)
a.bank = "Own Bank"
print(a.bank, Account.bank, a.__dict__)
print(isinstance(b, Account), issubclass(Savings, Account), isinstance(a, Savings))
print(Savings.__mro__)
print(Savings.__bases__, Savings.__name__, Account.__module__)
print(Account.deposit is Savings.deposit, a.deposit == a.deposit)
method = a.deposit
method(3)
Account.deposit(a, 1)
print(a.balance)
del a.bank
print(a.bank, hasattr(a, "missing"), getattr(a, "missing", "none"))
setattr(a, "note", "new")
print(sorted(vars(a)))
try:
    a.deposit(-1)
except ValueError as error:
    print("refused:", error)
