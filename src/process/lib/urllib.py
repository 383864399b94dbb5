"""Package of `urllib.parse`, `urllib.request` and `urllib.error`."""
