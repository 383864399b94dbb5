# title_en = "fork returns twice"
# title_zh = "fork 会返回两次"
import os

print("one process so far")
pid = os.fork()

# From here on two processes run the same lines.
if pid == 0:
    print("  child: fork gave me 0")
    print("  child: my parent is process", os.getppid())
    os._exit(0)

print("parent: fork gave me the child's number,", pid)
os.waitpid(pid, 0)
print("parent: the child has ended")
