"""The environment of the tests, set before Django reads its settings: a fixed day and a throw-away var/."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

var = Path(tempfile.mkdtemp(prefix="tegerek-tests-"))
atexit.register(shutil.rmtree, var, ignore_errors=True)

(var / "static").mkdir()
os.environ["TEGEREK_VAR"] = str(var)
os.environ["TEGEREK_SECRET"] = "a secret of the tests alone"
os.environ["TEGEREK_NOW"] = "2026-03-06T09:00+06:00"
os.environ["TEGEREK_DEMO"] = "0"
os.environ["TEGEREK_KEEP_PAGES_SECONDS"] = "0"
os.environ["TEGEREK_ADDRESS"] = "http://meetings.example"
os.environ["TEGEREK_CONTACT"] = "0000 00-00-00"
if os.environ.get("TEGEREK_TEST_DATABASE") == "postgresql":
    from tests import postgres

    server = postgres.start()
    atexit.register(server.stop)
    os.environ["TEGEREK_DATABASE"] = server.url
