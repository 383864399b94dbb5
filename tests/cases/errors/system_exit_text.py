# exit = 1
import sys

try:
    sys.exit("a message for stderr")
except SystemExit as error:
    print("code", error.code)
sys.exit("fatal: no input")
