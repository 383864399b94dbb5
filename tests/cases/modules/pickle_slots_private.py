import pickle


class Account:
    __slots__ = ("owner", "__balance", "_notes")

    def __init__(self, owner, balance):
        self.owner = owner
        self.__balance = balance

    @property
    def balance(self):
        return self.__balance


class Sub(Account):
    __slots__ = "extra"


class WithDict(Sub):
    pass


for account in (Account("a", 1), Sub("b", 2), WithDict("c", 3)):
    if isinstance(account, Sub):
        account.extra = [1]
    if isinstance(account, WithDict):
        account.more = "m"
    data = pickle.dumps(account)
    back = pickle.loads(data)
    print(data, back.owner, back.balance, hasattr(back, "_notes"), getattr(back, "extra", None), getattr(back, "more", None))
    print(account.__getstate__())
try:
    Account("a", 1).other = 2
except AttributeError as error:
    print(error)
