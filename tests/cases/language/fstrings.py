name, value, width = "Ada", 3.14159, 10
print(f"{name} {name!r} {name!s} {'é'!a}")
print(f"[{name:>10}] [{name:<10}] [{name:^10}] [{name:*^11}]")
print(f"[{value:.2f}] [{value:10.3f}] [{value:<{width}.1f}] [{value:{width}.{2}f}]")
print(f"{value=} {value = :.1f} {name=!s} {1 + 1=}")
print(f"{1234567:,} {1234567:_} {255:x} {255:#X} {255:b} {255:#o} {5:03d} {-5:+} {5:+} {5: d}")
print(f"{0.25:%} {12345.678:e} {12345.678:g} {1e20:g} {0.00001:g} {1e5:.0f} {3:.1f}")
print(f"{{literal}} {{{name}}}")
print(f"{[x * 2 for x in range(3)]} {({'a': 1})['a']} {(lambda x: x + 1)(2)}")
print(f"{name[0]}{name[-1]} {name.upper()} {len(name)}")
print(f"a" "b" f"{name}" 'c')
print(f"""multi
{name}
line""")
print(rf"\n{name}\t")
print(f"{True} {None} {True:d} {10:5} {'x':5}| {3:<5}|")
print(f"{'text':.2} {'text':>6.2}| {1e400} {-1e400:f} {float('nan')}")
print(f"{65:c}", f"{2**70:,}", f"{-7:08.2f}", f"{7:=+6d}")
for spec in ("d", "s", "q"):
    try:
        print(f"{1.5:{spec}}")
    except ValueError as error:
        print(error)
try:
    print(f"{'text':d}")
except ValueError as error:
    print(error)
import datetime
print(f"{datetime.date(2024, 2, 29):%Y/%m/%d}")
