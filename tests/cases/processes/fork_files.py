# real = false
import os

pid = os.fork()
if pid == 0:
    with open("letter.txt", "w") as file:
        print("from the child", file=file)
    os.mkdir("folder")
    os.chdir("folder")
    os.environ["PLACE"] = "child"
    os._exit(0)
os.wait()
with open("letter.txt") as file:
    print(file.read().strip(), os.path.isdir("folder"), os.path.basename(os.getcwd()) != "folder", os.environ.get("PLACE"))
