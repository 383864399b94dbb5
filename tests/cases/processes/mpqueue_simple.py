import multiprocessing as mp


def work(questions, answers):
    while (n := questions.get()) != "stop":
        answers.put(n * 2)


questions, answers = mp.SimpleQueue(), mp.SimpleQueue()
print(questions.empty())
questions.put(1)
print(questions.empty())
p = mp.Process(target=work, args=(questions, answers))
p.start()
for n in (5, "ab", [1, 2]):
    questions.put(n)
questions.put("stop")
print([answers.get() for _ in range(4)], answers.empty())
p.join()
questions.close()
try:
    questions.put(1)
except OSError as error:
    print(error)
