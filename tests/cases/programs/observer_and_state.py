import enum


class Light(enum.Enum):
    RED = "stop"
    GREEN = "go"
    YELLOW = "slow"

    def next(self):
        order = list(Light)
        return order[(order.index(self) + 1) % len(order)]


class Signal:
    def __init__(self):
        self._listeners = []

    def connect(self, listener):
        self._listeners.append(listener)
        return listener

    def __call__(self, *args, **kwargs):
        return [listener(*args, **kwargs) for listener in self._listeners]


changed = Signal()


@changed.connect
def printer(old, new):
    print(f"{old.name:>6} -> {new.name:<6} ({new.value})")


history = []
changed.connect(lambda old, new: history.append(new))
light = Light.RED
for _ in range(4):
    new = light.next()
    changed(light, new)
    light = new
print([h.name for h in history], changed(light, light))
