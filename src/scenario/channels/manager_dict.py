# title_en = "A manager and its dict"
# title_zh = "Manager 与共享字典"
from multiprocessing import Manager, Process


def vote(ballot, lock, party, times):
    for _ in range(times):
        with lock:
            ballot[party] = ballot.get(party, 0) + 1


if __name__ == "__main__":
    with Manager() as manager:
        ballot, lock = manager.dict(), manager.Lock()
        booths = [Process(target=vote, args=(ballot, lock, party, 20)) for party in ("cats", "dogs", "cats")]
        for b in booths:
            b.start()
        for b in booths:
            b.join()
        print("votes:", dict(sorted(ballot.items())))

        ballot["notes"] = []
        ballot["notes"].append("counted twice")     # changes a copy
        print("notes:", ballot["notes"])
