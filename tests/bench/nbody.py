# Floating point: five bodies that attract each other.
BODIES = [
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47841760435743],
    [4.84143144246472, -1.16032004402743, -0.10362204447113, 0.60632639299583, 2.81198684491626, -0.02521836165988, 0.03769367487039],
    [8.34336671824458, 4.12479856412430, -0.40352341711432, -1.01077434617880, 1.82566237123041, 0.00841576137658, 0.01128632613196],
    [12.8943695621391, -15.1111514016986, -0.22330757889266, 1.08279100644154, 0.86871301816961, -0.01083263740136, 0.00172372405706],
    [15.3796971148509, -25.9193146099880, 0.17925877295037, 0.97909073224390, 0.59469899864767, -0.03475595555078, 0.00203368686992],
]


def advance(bodies, dt, steps):
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
    for _ in range(steps):
        for a, b in pairs:
            dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
            squared = dx * dx + dy * dy + dz * dz
            mag = dt / (squared * squared ** 0.5)
            am, bm = a[6] * mag, b[6] * mag
            a[3] -= dx * bm
            a[4] -= dy * bm
            a[5] -= dz * bm
            b[3] += dx * am
            b[4] += dy * am
            b[5] += dz * am
        for body in bodies:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


def energy(bodies):
    e = 0.0
    for i, a in enumerate(bodies):
        e += 0.5 * a[6] * (a[3] ** 2 + a[4] ** 2 + a[5] ** 2)
        for b in bodies[i + 1:]:
            e -= a[6] * b[6] / ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2) ** 0.5
    return e


advance(BODIES, 0.01, 80000)
print(f"{energy(BODIES):.9f}")
