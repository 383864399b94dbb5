# exit = 1
balance = 5


def withdraw(amount):
    assert amount <= balance, f"only {balance} left, not {amount}"
    return balance - amount


print(withdraw(3))
print(withdraw(
    amount=30,
))
