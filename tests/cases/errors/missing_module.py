# exit = 1
import nothing_of_that_name

print("never")
