"""Asks the web process of this container whether it lives, as its proxy would: `python -m praktijkleren.levensteken`."""

import os
import urllib.request
from urllib.parse import urlsplit

site = urlsplit(os.environ["SITE_URL"])
request = urllib.request.Request(
    "http://127.0.0.1:8000/levensteken/", headers={"Host": site.netloc, "X-Forwarded-Proto": site.scheme}
)
with urllib.request.urlopen(request, timeout=4):
    print("ok")
