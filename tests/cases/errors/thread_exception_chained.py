import threading


def job():
    try:
        {}["missing"]
    except KeyError as error:
        raise RuntimeError("job failed") from error


t = threading.Thread(target=job, name="job-1")
t.start()
t.join()
