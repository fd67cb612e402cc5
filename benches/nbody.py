"""Floats in objects."""

import math


class Body:
    def __init__(self, x: float, y: float, vx: float, vy: float, mass: float) -> None:
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.mass = mass


def step(bodies: list[Body], dt: float) -> None:
    for i, a in enumerate(bodies):
        for b in bodies[i + 1 :]:
            dx, dy = a.x - b.x, a.y - b.y
            distance = math.sqrt(dx * dx + dy * dy + 0.01)
            force = dt / (distance * distance * distance)
            a.vx -= dx * b.mass * force
            a.vy -= dy * b.mass * force
            b.vx += dx * a.mass * force
            b.vy += dy * a.mass * force
    for body in bodies:
        body.x += dt * body.vx
        body.y += dt * body.vy


bodies = [Body(0.0, 0.0, 0.0, 0.0, 10.0)] + [
    Body(float(i), 1.0 / i, 0.1 * i, 1.0, 0.1) for i in range(1, 5)
]
for _ in range(150000):
    step(bodies, 0.001)
for body in bodies:
    print(f"{body.x:.9f} {body.y:.9f}")
