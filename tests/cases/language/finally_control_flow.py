def brk():
    for i in range(3):
        try:
            if i == 1:
                break
        finally:
            log.append(f"f{i}")
    else:
        log.append("else")
    return i


def cont():
    total = 0
    for i in range(4):
        try:
            if i % 2:
                continue
            total += i
        except ValueError:
            total = -1
        finally:
            total += 100
    return total


def ret_in_loop():
    while True:
        try:
            try:
                return "inner"
            finally:
                log.append("first")
        finally:
            log.append("second")


def raise_in_finally():
    try:
        try:
            raise ValueError("one")
        finally:
            raise KeyError("two")
    except KeyError as error:
        return repr(error), repr(error.__context__)


def nested_handlers():
    try:
        raise ValueError("a")
    except ValueError:
        try:
            raise TypeError("b")
        except TypeError:
            log.append("handled b")
        try:
            raise
        except ValueError as error:
            return repr(error)


def continue_swallows():
    for i in range(2):
        try:
            raise ValueError(i)
        finally:
            continue
    return "swallowed"


log = []
print(brk(), cont(), ret_in_loop(), raise_in_finally(), nested_handlers(), continue_swallows())
print(log[:6])
