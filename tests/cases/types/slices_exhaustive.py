text = "abcdefg"
seen = []
for start in (None, -9, -3, 0, 2, 9):
    for stop in (None, -8, -2, 0, 4, 12):
        for step in (None, 1, 2, -1, -3):
            piece = text[start:stop:step]
            assert list(text)[start:stop:step] == list(piece) and "".join(tuple(text)[start:stop:step]) == piece
            assert [text[i] for i in range(*slice(start, stop, step).indices(len(text)))] == list(piece)
            assert bytes(text, "ascii")[start:stop:step].decode() == piece
            seen.append(piece)
print(len(seen), len(set(seen)), sum(map(len, seen)))
print(seen[::23])
for start, stop in ((1, 3), (3, 1), (-2, None), (0, 0), (7, 9)):
    items = list(text)
    items[start:stop] = ["-"] * 2
    print("".join(items), end=" ")
    items = list(text)
    del items[start:stop]
    print("".join(items))
