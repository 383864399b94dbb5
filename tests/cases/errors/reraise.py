# exit = 1
def inner():
    raise ValueError("deep")


def outer():
    try:
        inner()
    except ValueError as error:
        print("logging", error)
        raise


outer()
