# exit = 1
rows = ["1", "2", "three"]
print([int(row) for row in rows[:2]])
print([int(row) for row in rows])
