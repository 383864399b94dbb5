import pickle

# The bytes themselves, in the protocols that a learner meets.
print(pickle.dumps(1), pickle.dumps(None), pickle.dumps("ab"))
print(pickle.dumps([True, None]))
print(pickle.dumps({"a": (1, 2)}, protocol=2))
print(pickle.dumps(["x", 300, 1.5], protocol=0))
print(pickle.loads(b"\x80\x04\x95\x07\x00\x00\x00\x00\x00\x00\x00]\x94(\x88Ne."))
