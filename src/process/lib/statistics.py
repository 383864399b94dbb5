"""Averages and spreads."""

from math import fsum as _fsum, sqrt as _sqrt


class StatisticsError(ValueError):
    pass


def _items(data, what, least=1):
    data = list(data)
    if len(data) < least:
        if least == 2:
            raise StatisticsError(f"{what} requires at least two data points")
        raise StatisticsError(f"{what} requires at least one data point")
    return data


def _total(data):
    return sum(data) if all(isinstance(x, int) for x in data) else _fsum(data)


def _quotient(total, n):
    if isinstance(total, int):
        return total // n if total % n == 0 else total / n
    return total / n


def mean(data):
    data = _items(data, "mean")
    return _quotient(_total(data), len(data))


def fmean(data, weights=None):
    data = _items(data, "fmean")
    if weights is None:
        return _fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    return _fsum([x * w for x, w in zip(data, weights)]) / _fsum(weights)


def geometric_mean(data):
    from math import exp, log
    data = list(data)
    try:
        return exp(fmean([log(x) for x in data]))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if any(x == 0 for x in data):
        return 0
    return len(data) / _fsum([1 / x for x in data])


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    data = _sorted(data)
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def multimode(data):
    counts = {}
    for item in data:
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values(), default=0)
    return [item for item, count in counts.items() if count == most]


def mode(data):
    modes = multimode(data)
    if not modes:
        raise StatisticsError("no mode for empty data")
    return modes[0]


def _squares(data, center):
    """Sum of squared deviations, exactly where the data are whole numbers; (numerator, denominator) or a float."""
    n = len(data)
    if center is None and all(isinstance(x, int) for x in data):
        total = sum(data)
        return n * sum([x * x for x in data]) - total * total, n
    middle = _fsum(data) / n if center is None else center
    return _fsum([(x - middle) ** 2 for x in data]), 1


def variance(data, xbar=None):
    data = _items(data, "variance", 2)
    top, bottom = _squares(data, xbar)
    return _quotient(top, bottom * (len(data) - 1))


def pvariance(data, mu=None):
    data = _items(data, "pvariance")
    top, bottom = _squares(data, mu)
    return _quotient(top, bottom * len(data))


def stdev(data, xbar=None):
    data = _items(data, "stdev", 2)
    top, bottom = _squares(data, xbar)
    return _sqrt(top / (bottom * (len(data) - 1)))


def pstdev(data, mu=None):
    data = _items(data, "pstdev")
    top, bottom = _squares(data, mu)
    return _sqrt(top / (bottom * len(data)))


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    cuts = []
    for i in range(1, n):
        if method == "inclusive":
            j, delta = divmod(i * (size - 1), n)
        else:
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            j -= 1
        cuts.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
    return cuts


def covariance(x, y, /):
    n = len(x)
    mx, my = _fsum(x) / n, _fsum(y) / n
    return _fsum([(a - mx) * (b - my) for a, b in zip(x, y)]) / (n - 1)


def correlation(x, y, /):
    return covariance(x, y) / (stdev(x) * stdev(y))
