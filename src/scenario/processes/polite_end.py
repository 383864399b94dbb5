# title_en = "SIGTERM: a request to stop"
# title_zh = "SIGTERM：请你停下来"
import signal
import sys
import time
from multiprocessing import Event, Process


def stop(number, frame):
    print("  asked to stop: saving my work")
    sys.exit(0)


def work(name, ready, polite):
    if polite:
        signal.signal(signal.SIGTERM, stop)
    try:
        ready.set()
        while True:
            time.sleep(0.05)
    finally:
        print(f"  {name}: finally runs")


if __name__ == "__main__":
    for name, polite in (("deaf", False), ("polite", True)):
        ready = Event()
        p = Process(target=work, args=(name, ready, polite))
        p.start()
        ready.wait()
        p.terminate()
        p.join()
        print(f"{name}: exit code {p.exitcode}")
