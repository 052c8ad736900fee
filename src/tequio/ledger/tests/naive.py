"""RFC 6962, section 2.1, written as the text defines it: slow, recursive, nothing shared with the code."""

import hashlib


def h(data):
    return hashlib.sha256(data).digest()


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(entries):
    if not entries:
        return h(b"")
    if len(entries) == 1:
        return h(b"\x00" + entries[0])
    k = split(len(entries))
    return h(b"\x01" + mth(entries[:k]) + mth(entries[k:]))


def path(m, entries):
    if len(entries) <= 1:
        return []
    k = split(len(entries))
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def consistency(m, entries):
    return subproof(m, entries, True)


def subproof(m, entries, complete):
    if m == len(entries):
        return [] if complete else [mth(entries)]
    k = split(len(entries))
    if m <= k:
        return [*subproof(m, entries[:k], complete), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], False), mth(entries[:k])]


def tile(entries, level, index, width):
    """The n-th tile of level l: MTH(D[(n * 256 + i) * 256**l : (n * 256 + i + 1) * 256**l])."""
    span = 256**level
    first = index * 256
    return [mth(entries[(first + i) * span : (first + i + 1) * span]) for i in range(width)]


class NaiveSource:
    """Every tile from the entries, counting what is read."""

    def __init__(self, entries):
        self.entries = entries
        self.reads = 0

    def read_tile(self, level, index, width):
        self.reads += 1
        return tile(self.entries, level, index, width)
