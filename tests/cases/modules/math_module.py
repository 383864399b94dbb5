import math

print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.sqrt(2), math.sin(1), math.cos(1), math.tan(1), math.exp(1), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.fabs(-2), math.fmod(-7, 3), math.modf(2.5), math.frexp(8.0), math.ldexp(0.5, 4))
print(math.factorial(20), math.gcd(12, 18), math.gcd(), math.lcm(4, 6), math.comb(10, 3), math.perm(5, 2), math.isqrt(10 ** 20), math.prod([1, 2, 3, 4]))
print(math.hypot(3, 4), math.atan2(1, -1), math.degrees(math.pi), math.radians(180), math.asin(1), math.acos(0), math.atan(1), math.sinh(1), math.tanh(0.5))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1e308), math.isclose(0.1 + 0.2, 0.3), math.copysign(1, -0.0), math.pow(2, 0.5), math.cbrt(8))
print(math.fsum([0.1] * 10), math.dist((0, 0), (3, 4)), math.erf(0.5), math.gamma(5), math.floor(10 ** 20 / 3), math.log(10 ** 400), math.log1p(1e-10), math.expm1(1e-10))
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.exp(1000), lambda: math.floor(math.inf), lambda: math.sqrt("x"), lambda: math.factorial(1.5), lambda: math.acos(2)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
