# exit = 1
import pickle

print("before")
pickle.loads(b"garbage")
