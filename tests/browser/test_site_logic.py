"""The logic of the site's scripts, tested where it runs: Node's own test runner (site/test, `npm test` in site/)."""

import re
import shutil
import subprocess
from collections.abc import Callable
from typing import NoReturn

from browsed_site import SITE


def test_the_logic_of_the_scripts(for_want_of: Callable[[str], NoReturn]) -> None:
    if shutil.which("node") is None:
        for_want_of("there is no node here (Debian: apt-get install nodejs npm)")
    if not (SITE / "node_modules" / "esbuild").is_dir():
        for_want_of("the packages of the site are not installed (cd site && npm ci)")
    ran = subprocess.run(
        ["node", "test.mjs"], cwd=SITE, capture_output=True, text=True, timeout=120, check=False
    )
    counts = {
        name: int(n) for name, n in re.findall(r"^# (pass|fail|skipped) (\d+)$", ran.stdout, re.MULTILINE)
    }
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]
    assert counts["pass"] >= 16
    assert counts["fail"] == counts["skipped"] == 0
