# exit = 1
def price(item):
    return item["price"] * 2 + item["tax"] / item["rate"]


print(price({"price": 3, "tax": 1, "rate": 2}))
print(price({"price": 3, "tax": 1, "rate": 0}))
