import io
import pickle

buffer = io.BytesIO()
for value in (1, [2, 3], {"four": 5}):
    pickle.dump(value, buffer)
pickle.dump("old", buffer, 0)
pickle.dump(("text", [1, 2, 3]), buffer, protocol=1)
buffer.seek(0)
for _ in range(5):
    print(pickle.load(buffer))
try:
    pickle.load(buffer)
except EOFError as error:
    print("end:", error)
with open("data.pkl", "wb") as file:
    pickle.dump({"a": [1, 2, 3]}, file)
    pickle.dump(list(range(50000)), file)
    pickle.dump("last", file, 2)
with open("data.pkl", "rb") as file:
    print(pickle.load(file))
    print(sum(pickle.load(file)))
    print(pickle.load(file))
for bad in (5, object()):
    for action in (lambda: pickle.dump(1, bad), lambda: pickle.load(bad)):
        try:
            action()
        except TypeError as error:
            print(error)
for protocol in (6, 99):
    try:
        pickle.dumps(1, protocol)
    except ValueError as error:
        print(error)
print(pickle.dumps(1, -1)[:2], pickle.dumps(1, None)[:2], pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL)
