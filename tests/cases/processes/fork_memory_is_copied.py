import os


class Account:
    total = 0

    def __init__(self):
        self.entries = []


counter = 10
names = ["ann"]
account = Account()
where = id(names)
pid = os.fork()
if pid == 0:
    counter += 1
    names.append("bob")
    account.entries.append(5)
    Account.total = 99
    print("child", counter, names, account.entries, Account.total, id(names) == where)
    os._exit(0)
os.waitpid(pid, 0)
print("parent", counter, names, account.entries, Account.total)

r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.read(r, 1)
    print("child still sees", counter, names)
    os._exit(0)
counter, names[0] = 20, "changed"
os.write(w, b"g")
os.waitpid(pid, 0)
print("parent has", counter, names)
