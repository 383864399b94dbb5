# cpython = false
# exit = 1
print("never printed, the text is refused before it runs")
impedance = 3 + 4j
