for n in range(2, 10):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        print(n, "is prime")

count = 0
while count < 3:
    count += 1
    if count == 2:
        continue
else:
    print("finished", count)

while True:
    count += 1
    if count > 5:
        break
else:
    print("never")
print(count)

for i, (a, *b) in enumerate([(1, 2, 3), "xy"]):
    print(i, a, b)

items = [1, 2, 3]
for item in items:
    if item < 3:
        items.append(item + 10)
    if len(items) > 6:
        break
print(items)

for x in []:
    pass
else:
    print("empty")

target = [0, 0]
for target[1] in range(4):
    pass
print(target)

matrix = [[1, 2], [3, 4]]
for row in matrix:
    for i in range(len(row)):
        row[i] *= 10
print(matrix)
for i in range(3): print(i, end=" ")
print()
while 0: pass
