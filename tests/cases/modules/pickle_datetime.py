import pickle
import uuid
from datetime import date, datetime, time, timedelta, timezone

zone = timezone(timedelta(hours=2), "CEST")
values = [date(2024, 2, 29), datetime(2024, 1, 2, 3, 4, 5, 678901), datetime(1, 1, 1), datetime(2024, 1, 1, tzinfo=timezone.utc), datetime(2024, 1, 1, tzinfo=zone),
          time(1, 2, 3, 4), time(5, tzinfo=zone), timedelta(days=-1, seconds=5, microseconds=7), zone, timezone.utc,
          datetime(2024, 1, 1, fold=1), time(1, fold=1)]
for value in values:
    for protocol in range(6):
        back = pickle.loads(pickle.dumps(value, protocol))
        assert back == value and type(back) is type(value), (value, back)
    print(str(value), str(back), pickle.dumps(value, 5)[-30:])
print(pickle.dumps(date(2024, 1, 2)), pickle.dumps(timedelta(1)), pickle.dumps(time(1, 2)))
print(pickle.loads(pickle.dumps(datetime(2024, 1, 1, fold=1))).fold)
print(pickle.dumps(uuid.UUID(int=5)), pickle.loads(pickle.dumps(uuid.UUID(int=5))))
