# title_en = "A class for a process"
# title_zh = "用类来定义进程"
from multiprocessing import Process, SimpleQueue


class Surveyor(Process):
    def __init__(self, field, reports):
        super().__init__(name=f"surveyor of the {field}")
        self.field = field
        self.reports = reports
        self.trees = None

    def run(self):
        self.trees = len(self.field) * 3
        self.reports.put((self.field, self.trees))


if __name__ == "__main__":
    reports = SimpleQueue()
    surveyors = [Surveyor(field, reports) for field in ("hill", "valley", "shore")]
    for s in surveyors:
        s.start()
    for s in surveyors:
        field, trees = reports.get()
        print(f"report: {trees} trees on the {field}")
    for s in surveyors:
        s.join()
        print(f"{s.name} has stored: {s.trees}")
