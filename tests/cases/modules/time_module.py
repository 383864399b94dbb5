import time

start = time.time()
tick = time.perf_counter()
mono = time.monotonic()
print(time.sleep(0.02))
print(0.02 <= time.monotonic() - mono < 2, 0.02 <= time.perf_counter() - tick < 2, time.time() - start > 0.015)
print(type(time.time()).__name__, type(time.time_ns()).__name__, type(time.monotonic_ns()).__name__, time.process_time() >= 0)
time.sleep(0)
for bad in (lambda: time.sleep(-1), lambda: time.sleep("x")):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
fixed = time.gmtime(1700000000)
print(fixed.tm_year, fixed.tm_mon, fixed.tm_mday, fixed.tm_hour, fixed.tm_min, fixed.tm_sec, fixed.tm_wday, fixed.tm_yday)
print(time.strftime("%Y-%m-%d %H:%M:%S", fixed), time.strftime("%a %d %b %y", fixed), time.strftime("%j|%p|%I|%%", fixed))
print(len(time.strftime("%X")), len(time.ctime()) == 24, time.localtime().tm_year >= 2024)
print(time.asctime(fixed), fixed[0], len(fixed))
