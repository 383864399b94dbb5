# stdin = "open ann 100\nopen bob 20\npay ann bob 30\npay bob zoe 1\npay bob ann 999\nnonsense\nshow\nquit\n"
class BankError(Exception):
    pass


accounts = {}


def account(name):
    try:
        return accounts[name]
    except KeyError:
        raise BankError(f"no account {name!r}") from None


def open_account(name, amount):
    accounts[name] = int(amount)
    return f"{name} has {amount}"


def pay(source, target, amount):
    amount = int(amount)
    account(target)
    if account(source) < amount:
        raise BankError(f"{source} has only {accounts[source]}")
    accounts[source] -= amount
    accounts[target] += amount
    return f"{source} pays {target} {amount}"


def show():
    return "\n".join(f"{name:<5}{balance:>6}" for name, balance in sorted(accounts.items()))


commands = {"open": open_account, "pay": pay, "show": show}
while True:
    command, *args = input("> ").split()
    if command == "quit":
        break
    try:
        print(commands[command](*args))
    except BankError as error:
        print("refused:", error)
    except KeyError as error:
        print("unknown command", error)
print("bye")
