"""Importing touches no file, folder or socket of its own, and is quick."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import wheelsdown

PACKAGE = Path(wheelsdown.__file__).parent

#: Imports every module of the package and prints what that opened, wrote or called, beyond code.
WATCH = """
import importlib, json, pkgutil, sys

import wheelsdown

names = ["wheelsdown", *(m.name for m in pkgutil.walk_packages(wheelsdown.__path__, "wheelsdown."))]
touched = []


def watch(event, arguments):
    if event == "open":
        path, mode = str(arguments[0]), arguments[1] or "r"
        if path == "/proc/cpuinfo":  # numba looks at the processor when it is imported; our modules do so late
            return
        if set(mode) & set("wax+") or not (path.endswith(CODE) or ".dist-info/" in path):
            touched.append(f"open {path} {mode}")
    elif event.startswith(("socket.", "subprocess.", "tempfile.", "shutil.")) or event in WRITES:
        touched.append(f"{event} {arguments}")


CODE = (".py", ".pyc", ".so", ".pyd", ".zip")
WRITES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.system", "os.putenv"}
sys.dont_write_bytecode = True
sys.addaudithook(watch)
for name in names:
    importlib.import_module(name)
print(json.dumps({"modules": len(names), "touched": touched}))
"""


def run(code: str, *, path: Path) -> str:
    """Run code in a fresh interpreter that finds the package in ``path`` first."""
    start = f"import sys; sys.path.insert(0, {str(path)!r})\n"
    done = subprocess.run([sys.executable, "-c", start + code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_every_module_touches_nothing() -> None:
    seen = json.loads(run(WATCH, path=PACKAGE.parent))
    assert seen["modules"] > 100
    assert seen["touched"] == []


def test_every_module_imports_without_the_data_beside_it(tmp_path: Path) -> None:
    """Polars and Arrow open files unseen by Python, so here the files are not there at all."""
    copy = tmp_path / "wheelsdown"
    shutil.copytree(PACKAGE, copy, ignore=lambda _, names: [n for n in names if is_data(n)])
    assert not list(copy.rglob("*.parquet"))
    lines = run(WATCH + "print(wheelsdown.__file__)", path=tmp_path).splitlines()
    assert lines[1].startswith(str(tmp_path))
    assert json.loads(lines[0])["modules"] > 100


def is_data(name: str) -> bool:
    return "." in name and not name.endswith((".py", ".typed"))


def test_importing_the_package_is_light() -> None:
    heavy = ("deltalake", "matplotlib", "numpy", "pandas", "polars", "scipy", "shapely", "typer")
    loaded = run(
        f"import wheelsdown; print([name for name in {heavy} if name in sys.modules])", path=PACKAGE.parent
    )
    assert loaded.strip() == "[]"


def test_the_command_line_starts_without_heavy_packages() -> None:
    heavy = ("deltalake", "matplotlib", "numpy", "pandas", "polars", "scipy", "shapely")
    loaded = run(
        f"import wheelsdown.faces.cli; print([name for name in {heavy} if name in sys.modules])",
        path=PACKAGE.parent,
    )
    assert loaded.strip() == "[]"
