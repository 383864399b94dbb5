"""Iterators out of iterators. A step of those that call no function of the program is one step for other threads too."""

import _itertools
from _itertools import count, repeat

_MISSING = object()


class _Iterator:
    def __iter__(self):
        return self


def cycle(iterable, /):
    native = _itertools.cycle(iterable)
    return _cycle(iter(iterable)) if native is None else native


@_atomic
def _cycle(iterator):
    saved = []
    for item in iterator:
        yield item
        saved.append(item)
    while saved:
        yield from saved


class chain(_Iterator):
    def __init__(self, *iterables):
        self._each = _itertools.chain(iterables) or _chain(iterables)

    def __next__(self):
        return next(self._each)

    def __iter__(self):
        return self._each

    @classmethod
    def from_iterable(cls, iterable, /):
        self = cls()
        if isinstance(iterable, (list, tuple)):
            self._each = _itertools.chain(iterable) or _chain(iterable)
        else:
            self._each = _chain(iterable)
        return self


@_atomic
def _chain(iterables):
    for iterable in iterables:
        yield from iterable


def islice(iterable, *args):
    if not 1 <= len(args) <= 3:
        raise TypeError(f"islice expected at {'least 2' if not args else 'most 4'} arguments, got {len(args) + 1}")
    start, stop, step = (None, args[0], None) if len(args) == 1 else (*args, None)[:3]
    for number in (start, stop):
        if number is not None and (not isinstance(number, int) or number < 0):
            if number is stop and len(args) == 1:
                raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if step is not None and (not isinstance(step, int) or step < 1):
        raise ValueError("Step for islice() must be a positive integer or None.")
    native = _itertools.islice(iterable, start, stop, step)
    return _islice(iter(iterable), start or 0, stop, step or 1) if native is None else native


@_atomic
def _islice(iterator, start, stop, step):
    if stop is not None and stop <= start:
        for _ in range(stop):
            if next(iterator, _MISSING) is _MISSING:
                return
        return
    for _ in range(start):
        if next(iterator, _MISSING) is _MISSING:
            return
    at = start
    while True:
        item = next(iterator, _MISSING)
        if item is _MISSING:
            return
        yield item
        at += 1
        for _ in range(step - 1):
            if at == stop or next(iterator, _MISSING) is _MISSING:
                return
            at += 1
        if at == stop:
            return


def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def filterfalse(function, iterable, /):
    return _filterfalse(bool if function is None else function, iter(iterable))


def _filterfalse(function, iterator):
    for item in iterator:
        if not function(item):
            yield item


def starmap(function, iterable, /):
    return _starmap(function, iter(iterable))


def _starmap(function, iterator):
    for args in iterator:
        yield function(*tuple(args))


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, total):
    if total is None:
        total = next(iterator, _MISSING)
        if total is _MISSING:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total


def compress(data, selectors):
    return _compress(iter(data), iter(selectors))


@_atomic
def _compress(data, selectors):
    for item, selected in zip(data, selectors):
        if selected:
            yield item


def pairwise(iterable, /):
    return _pairwise(iter(iterable))


@_atomic
def _pairwise(iterator):
    last = next(iterator, _MISSING)
    if last is _MISSING:
        return
    for item in iterator:
        yield last, item
        last = item


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


@_atomic
def _zip_longest(iterators, fillvalue):
    left = len(iterators)
    while left:
        row = []
        for i, iterator in enumerate(iterators):
            item = fillvalue
            if iterator is not None:
                item = next(iterator, _MISSING)
                if item is _MISSING:
                    iterators[i] = None
                    left -= 1
                    item = fillvalue
                    if not left:
                        return
            row.append(item)
        yield tuple(row)


def product(*iterables, repeat=1):
    return _itertools.product([tuple(pool) for pool in iterables] * repeat)


def permutations(iterable, r=None):
    pool = tuple(iterable)
    r = len(pool) if r is None else r
    if not isinstance(r, int):
        raise TypeError("Expected int as r")
    if r < 0:
        raise ValueError("r must be non-negative")
    return _itertools.permutations(pool, r)


def combinations(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _itertools.combinations(pool, r)


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _with_replacement(pool, r)


@_atomic
def _with_replacement(pool, r):
    n = len(pool)
    if not n and r:
        return
    chosen = [0] * r
    while True:
        yield tuple([pool[i] for i in chosen])
        place = r - 1
        while place >= 0 and chosen[place] == n - 1:
            place -= 1
        if place < 0:
            return
        chosen[place:] = [chosen[place] + 1] * (r - place)


class groupby(_Iterator):
    def __init__(self, iterable, key=None):
        self._key = key
        self._items = iter(iterable)
        self._ahead = _MISSING      # the item read last, with its key
        self._ahead_key = _MISSING
        self._group = None          # the number of the group handed out last
        self._number = 0

    def _advance(self):
        self._ahead = next(self._items, _MISSING)
        if self._ahead is _MISSING:
            return False
        self._ahead_key = self._ahead if self._key is None else self._key(self._ahead)
        return True

    def __next__(self):
        if self._group is None:
            if not self._advance():
                raise StopIteration
        else:
            while self._ahead is not _MISSING and self._ahead_key == self._group:
                self._advance()
            if self._ahead is _MISSING:
                raise StopIteration
        self._group = self._ahead_key
        self._number += 1
        return self._group, self._members(self._number)

    def _members(self, number):
        key = self._group
        while self._number == number and self._ahead is not _MISSING and self._ahead_key == key:
            yield self._ahead
            self._advance()


class _Tee(_Iterator):
    """One of several views of an iterator: a linked list of what was read, `[item, next]`."""

    def __init__(self, iterator, link):
        self._iterator = iterator
        self._link = link

    @_atomic
    def __next__(self):
        link = self._link
        if not link:
            link.append(next(self._iterator))
            link.append([])
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _Tee(self._iterator, self._link)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    if isinstance(iterable, _Tee):
        return (iterable,) + tuple([iterable.__copy__() for _ in range(n - 1)]) if n else ()
    iterator, link = iter(iterable), []
    return tuple([_Tee(iterator, link) for _ in range(n)])
