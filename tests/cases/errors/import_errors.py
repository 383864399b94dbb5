def one():
    import nothing_like_this


def two():
    from math import nothing


def three():
    import os.nothing


def four():
    from collections import deqeu


for action in (one, two, three, four):
    try:
        action()
    except ImportError as error:
        print(type(error).__name__, "|", str(error).split(" (")[0], "|", error.name)
