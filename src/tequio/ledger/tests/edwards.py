"""The curve edwards25519 (RFC 8032), in affine coordinates: slow, and enough to make odd test keys."""

import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
IDENTITY = (0, 1)


def add(first, second):
    (x1, y1), (x2, y2) = first, second
    product = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - product, -1, P)
    return x % P, y % P


def multiply(number, point):
    result = IDENTITY
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def x_of(y):
    """An x of the point with that y, or None."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    return x if x * x % P == square else None


BASE_Y = 4 * pow(5, -1, P) % P
BASE = next((x, BASE_Y) for x in (x_of(BASE_Y), P - x_of(BASE_Y)) if x % 2 == 0)


def encode(point):
    return _bytes(point[1], point[0] & 1)


def other_encodings(point):
    """The encodings of a point that are not its canonical one: y not reduced, or a sign on x = 0."""
    x, y = point
    signs = {x & 1} if x else {0, 1}
    heights = [y] if y + P >= 2**255 else [y, y + P]
    return sorted({_bytes(height, sign) for height in heights for sign in signs} - {encode(point)})


def low_order_points():
    """The eight points whose order divides eight."""
    for y in range(2, 100):
        if x_of(y) is not None:
            point = multiply(L, (x_of(y), y))
            if multiply(4, point) != IDENTITY:
                return [multiply(i, point) for i in range(8)]
    raise AssertionError("no point of order eight")


def challenge(r, a, message):
    """RFC 8032's k: SHA-512(R || A || M) modulo the order of the base point."""
    return int.from_bytes(hashlib.sha512(r + a + message).digest(), "little") % L


def _bytes(y, sign):
    return (y | sign << 255).to_bytes(32, "little")
