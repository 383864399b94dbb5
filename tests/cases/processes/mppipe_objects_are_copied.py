import multiprocessing as mp


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


def move(connection):
    point = connection.recv()
    point.x += 10
    connection.send(point)


a, b = mp.Pipe()
p = mp.Process(target=move, args=(b,))
p.start()
point = Point(1, 2)
a.send(point)
answer = a.recv()
p.join()
print(point.x, answer.x, answer == Point(11, 2), answer is point, type(answer) is Point)
