for action in ("import nothing_like_this", "from math import nothing", "import os.nothing", "from collections import deqeu"):
    try:
        exec(action)
    except ImportError as error:
        print(type(error).__name__, "|", str(error).split(" (")[0], "|", error.name)
