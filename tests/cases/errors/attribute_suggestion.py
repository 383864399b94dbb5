# exit = 1
class Robot:
    def __init__(self):
        self.battery = 100

    def charge(self):
        self.batery += 1


Robot().charge()
