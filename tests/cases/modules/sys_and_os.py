import os
import sys

print(sys.argv[1:], len(sys.argv), sys.version_info[:2] >= (3, 11), sys.version_info.major, sys.maxsize, sys.byteorder)
print(sys.getrecursionlimit(), sys.getswitchinterval(), __name__, "threading" in sys.modules, sys.platform in ("linux", "emscripten"))
sys.setswitchinterval(0.001)
print(sys.getswitchinterval(), sys.getsizeof([]) > 0, sys.stdout is sys.__stdout__, sys.float_info.max, sys.implementation.name != "")
print(os.path.join("a", "b", "/c", "d"), os.path.join("x", "y.txt"), os.path.basename("/a/b.txt"), os.path.dirname("/a/b.txt"), os.path.splitext("a/b.tar.gz"), os.path.split("/a/b"))
print(os.path.exists("nothing"), os.path.isfile("nothing"), os.sep, os.linesep == "\n", os.path.normpath("a/../b/./c"))
with open("f.txt", "w") as f:
    f.write("12345")
print(os.path.exists("f.txt"), os.path.isfile("f.txt"), os.path.getsize("f.txt"), "f.txt" in os.listdir("."), os.listdir().count("f.txt"))
os.rename("f.txt", "g.txt")
print(os.path.exists("f.txt"), os.path.exists("g.txt"))
os.remove("g.txt")
os.mkdir("folder")
os.makedirs("folder/sub", exist_ok=True)
print(os.path.isdir("folder/sub"), os.listdir("folder"))
os.rmdir("folder/sub")
print(os.listdir("folder"), os.getpid() > 0, isinstance(os.getcwd(), str), os.cpu_count() >= 1, os.environ.get("NO_SUCH_VARIABLE"), os.getenv("NO_SUCH_VARIABLE", "default"))
for bad in (lambda: os.remove("missing"), lambda: os.listdir("missing"), lambda: os.mkdir("folder"), lambda: os.environ["NO_SUCH_VARIABLE"]):
    try:
        bad()
    except (OSError, KeyError) as error:
        print(type(error).__name__, error)
