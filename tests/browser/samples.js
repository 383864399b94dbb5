// Programs that more than one file of tests explores.

/** Two locks, which two threads take in two orders. */
export const EMBRACE = `import threading
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b:
            print('one')
def other():
    with b:
        with a:
            print('other')
threads = [threading.Thread(target=f, name=f.__name__) for f in (one, other)]
for t in threads: t.start()
for t in threads: t.join()
`;
