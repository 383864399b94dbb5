import logging
import sys
import threading

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(threadName)s:%(message)s", stream=sys.stdout)
logging.debug("hidden")
logging.info("plain")
logging.warning("with %s and %d", "args", 5)
log = logging.getLogger("shop")
log.info("from %s", log.name)
log.setLevel(logging.ERROR)
log.warning("hidden too")
log.error("shown")
print(log.isEnabledFor(logging.INFO), log.level, logging.getLogger("shop") is log, logging.getLevelName(30))
t = threading.Thread(target=lambda: logging.getLogger().critical("in a thread"), name="worker-1")
t.start()
t.join()
try:
    1 / 0
except ZeroDivisionError as error:
    logging.error("failed: %s", error)
child = logging.getLogger("shop.till")
child.error("child")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("[%(levelname)-8s] %(message)s"))
own = logging.getLogger("own")
own.propagate = False
own.addHandler(handler)
own.warning("own format")
