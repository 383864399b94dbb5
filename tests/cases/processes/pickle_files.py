import io
import pickle

with open("data.pickle", "wb") as file:
    pickle.dump({"a": [1, 2]}, file)
    pickle.dump("second", file)
with open("data.pickle", "rb") as file:
    print(pickle.load(file), pickle.load(file))
    try:
        pickle.load(file)
    except EOFError as error:
        print("EOFError", error)
buffer = io.BytesIO()
pickler = pickle.Pickler(buffer)
pickler.dump([1])
pickler.dump((2,))
buffer.seek(0)
unpickler = pickle.Unpickler(buffer)
print(unpickler.load(), unpickler.load())
