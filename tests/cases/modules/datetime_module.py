import datetime
from datetime import date, timedelta

d = datetime.datetime(2024, 2, 28, 23, 59, 30, 5)
print(d, repr(d), d.date(), d.time(), d.year, d.weekday(), d.isoformat(), d.strftime("%d.%m.%Y %H:%M:%S %A %B"))
print(d + timedelta(seconds=45), d - timedelta(days=60), (d - datetime.datetime(2024, 1, 1)), d > datetime.datetime(2023, 1, 1))
t = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5)
print(t, repr(t), t.total_seconds(), t.days, t.seconds, t * 2, -timedelta(seconds=1), t / 2, timedelta(0), timedelta(hours=30))
day = date(2024, 2, 29)
print(day, day + timedelta(days=1), day.isoformat(), day.replace(year=2028), (date(2025, 1, 1) - day).days, day.isoweekday(), date.fromisoformat("2020-05-06"))
print(datetime.datetime.strptime("2021-03-04 05:06", "%Y-%m-%d %H:%M"), datetime.datetime.fromisoformat("2021-03-04T05:06:07"))
print(type(datetime.datetime.now()).__name__, datetime.datetime.now() <= datetime.datetime.now(), datetime.time(1, 2, 3), date.today() >= date(2024, 1, 1))
try:
    date(2023, 2, 29)
except ValueError as error:
    print(error)
print(f"{d:%H:%M}", {date(2024, 1, 1): "new year"}[date(2024, 1, 1)], min(date(2024, 5, 1), date(2023, 5, 1)))
