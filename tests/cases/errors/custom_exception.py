# exit = 1
class ValidationError(ValueError):
    def __init__(self, field, reason):
        super().__init__(f"{field}: {reason}")
        self.field = field


def check(age):
    if age < 0:
        raise ValidationError("age", "must not be negative")


check(5)
check(-1)
