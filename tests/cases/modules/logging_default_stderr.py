import logging

logging.info("not shown")
logging.warning("to stderr")
logging.getLogger("audit").error("named %s", "logger")
print("done")
