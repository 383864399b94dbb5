# cpython = false
import requests

for url, timeout in (("http://no.such.host", None), ("http://httpbin.org/delay/5", 0.05), ("no-scheme", None)):
    try:
        requests.get(url, timeout=timeout)
    except requests.exceptions.ConnectionError as error:
        print("ConnectionError")
    except requests.exceptions.Timeout as error:
        print("Timeout")
    except requests.exceptions.RequestException as error:
        print(type(error).__name__, isinstance(error, ValueError))
print(issubclass(requests.exceptions.ConnectionError, requests.RequestException), issubclass(requests.RequestException, OSError))
