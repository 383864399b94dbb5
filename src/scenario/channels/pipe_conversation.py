# title_en = "A conversation through a pipe"
# title_zh = "通过管道对话"
from multiprocessing import Pipe, Process


def oracle(wire, other_end):
    other_end.close()               # the caller's end; see the lesson
    wisdom = {"weather": "take an umbrella", "lunch": "soup"}
    try:
        while True:
            question = wire.recv()
            wire.send(wisdom.get(question, "ask again later"))
    except EOFError:
        print("  oracle: they have hung up")


if __name__ == "__main__":
    here, there = Pipe()
    p = Process(target=oracle, args=(there, here))
    p.start()
    there.close()
    for question in ("weather", "lottery", "lunch"):
        here.send(question)
        print(f"{question}: {here.recv()}")
    print("another word?", here.poll(0.1))
    here.close()
    p.join()
