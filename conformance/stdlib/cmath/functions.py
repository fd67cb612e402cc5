"""Functions of complex numbers, colours, and timings."""
import cmath
import colorsys
import timeit

print(cmath.sqrt(-1), cmath.phase(1j), cmath.polar(1 + 1j), cmath.exp(1j * cmath.pi), cmath.rect(2, 0), cmath.log(1j))
print(colorsys.rgb_to_hsv(0.2, 0.4, 0.4), colorsys.hsv_to_rgb(0.5, 0.5, 0.4), colorsys.rgb_to_hls(1, 0.5, 0))
t = timeit.timeit(lambda: sum(range(10)), number=100)
print(t > 0, len(timeit.repeat(lambda: None, number=10, repeat=3)))
timer = timeit.Timer(lambda: 1)
print(timer.timeit(5) >= 0, timeit.default_timer() > 0)
for z in (1 + 2j, -0.5j, 3 + 0j, -2 + 0.25j):
    for f in (cmath.sin, cmath.cos, cmath.tan, cmath.sinh, cmath.cosh, cmath.tanh, cmath.asin, cmath.acos, cmath.atan, cmath.asinh,
              cmath.acosh, cmath.atanh, cmath.sqrt, cmath.log10, cmath.exp):
        w = f(z)
        print(f.__name__, f"{w.real:.10f} {w.imag:.10f}")
print(cmath.isclose(1 + 1j, 1 + 1.0000000001j), cmath.isnan(cmath.nanj), cmath.isinf(cmath.infj), cmath.isfinite(1j))
