def order(n):
    try:
        print("try", n)
        if n == 1:
            raise ValueError("one")
        if n == 2:
            return "returned"
        if n == 3:
            1 / 0
    except ValueError as error:
        print("except", error)
    else:
        print("else")
    finally:
        print("finally", n)
    return "end"


print(order(0))
print(order(1))
print(order(2))
try:
    order(3)
except ZeroDivisionError as error:
    print("outer", error)


def override():
    try:
        return "try"
    finally:
        return "finally"


def swallow():
    try:
        raise RuntimeError("gone")
    finally:
        return "swallowed"


def loops():
    seen = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            seen.append(i)
        finally:
            seen.append(f"f{i}")
    return seen


def nested():
    try:
        try:
            raise KeyError("k")
        finally:
            print("inner finally")
    except (KeyError, IndexError) as error:
        print("got", repr(error))
    return "ok"


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


print(override(), swallow(), loops(), nested(), value_kept())
try:
    error
except NameError as e:
    print(e)
