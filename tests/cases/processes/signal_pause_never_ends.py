# real = false
# exit = 3
# stderr = ["deadlock", "line 8"]
import signal

signal.signal(signal.SIGUSR1, lambda number, frame: None)
print("nobody will send one", flush=True)
signal.pause()
