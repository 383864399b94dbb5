# cpython = false
import requests

r = requests.get("http://example.com/page")
print(r.status_code, r.ok, r.reason, r.encoding, r.headers["content-type"], "Content-Type" in r.headers)
print(r.url, r.text.splitlines()[0], len(r.content) == len(r.text.encode()), r, r.elapsed.total_seconds() > 0)
r.raise_for_status()
data = requests.get("http://httpbin.org/get", params={"a": "1", "b": "two"}).json()
print(data["args"], data["url"])
sent = requests.post("http://httpbin.org/post", data="text", headers={"X-Own": "yes"}).json()
print(sent["data"], sent["headers"]["X-Own"])
missing = requests.get("http://httpbin.org/status/404")
print(missing.status_code, missing.ok, bool(missing))
try:
    missing.raise_for_status()
except requests.HTTPError as error:
    print(error)
with requests.Session() as session:
    print(session.get("http://example.org").status_code, session.get("http://httpbin.org/bytes/16").content)
