"""Compile kernels: once a machine, kept in a folder the user can write, and without one where there is none.

The compiled twin of a kernel calls the compiled twins of the kernels it names. Each is kept under a
digest of the source files it is made from and of the versions that compiled it, so that an upgrade
can never run yesterday's machine code.

Importing this module imports numba (half a second); only work on many points does.
"""

import hashlib
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Final, ParamSpec, TypeVar, cast

import numba
import numpy as np
from numba.core import types

from wheelsdown.kernels import is_kernel

__all__ = ["cache_folder", "compiled", "entry"]

#: Kernels make no arrays (the compiler refuses one that does), so references to arrays are not counted.
_OPTIONS: Final[dict[str, Any]] = {"nogil": True, "error_model": "numpy", "_nrt": False}

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Give the compiled twin of a kernel, and of every kernel it calls; it runs without Python's lock."""
    return cast("Callable[P, R]", _twin(cast("FunctionType", function)))


def entry(twin: Callable[..., R], *arguments: object) -> Callable[..., R]:
    """Give what a compiled kernel runs for arguments of such types.

    A call of it spares looking at the types again, which for named tuples of many arrays takes longer than
    a short kernel. So it must be given arguments of just these types: others would be read as these.
    """
    type_of: Callable[[object], Any] = numba.typeof
    signature = tuple(type_of(each) for each in arguments)
    return cast("Callable[..., R]", cast("Any", twin).compile(signature))


@cache
def cache_folder() -> Path | None:
    """Give the folder compiled code is kept in; None where nothing can be written, and nothing is kept.

    ``$WHEELSDOWN_CACHE``, else ``$XDG_CACHE_HOME/wheelsdown``, else ``~/.cache/wheelsdown``.
    """
    named = os.environ.get("WHEELSDOWN_CACHE")
    base = Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "wheelsdown"
    try:
        folder = base.expanduser() / "compiled"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except (OSError, RuntimeError):
        return None


@cache
def _twin(plain: FunctionType) -> Any:
    called = {name: _twin(each) for name, each in _called(plain).items()}
    copy = FunctionType(
        plain.__code__,
        {**plain.__globals__, **called},
        plain.__name__,
        plain.__defaults__,
        plain.__closure__,
    )
    copy.__module__, copy.__qualname__ = plain.__module__, plain.__qualname__
    folder = cache_folder()
    if folder is not None:
        numba.config.CACHE_DIR = str(folder / _digest(plain))  # type: ignore[attr-defined]  # set by name
    return _one_version(numba.njit(**_OPTIONS, cache=folder is not None)(copy))


def _one_version(twin: Any) -> Any:
    """Compile a kernel once for all numbers it is called with: numba would do so again for each literal."""
    of_types = twin.get_call_template
    unliteral: Callable[[Any], Any] = types.unliteral

    def template(arguments: Sequence[Any], named: Mapping[str, Any]) -> Any:
        plain = [unliteral(each) for each in arguments]
        return of_types(plain, {name: unliteral(each) for name, each in named.items()})

    twin.get_call_template = template
    return twin


def _called(plain: FunctionType) -> dict[str, FunctionType]:
    """List the kernels that a kernel names."""
    found = {name: plain.__globals__.get(name) for name in _names(plain.__code__)}
    return {
        name: cast("FunctionType", thing)
        for name, thing in found.items()
        if is_kernel(thing) and thing is not plain
    }


def _names(code: CodeType) -> set[str]:
    """List the names a function's code may look up, those of functions inside it included."""
    inner = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return set(code.co_names).union(*(_names(each) for each in inner))


def _sources(plain: FunctionType) -> set[str]:
    """List the files that a kernel and all it calls are written in."""
    return {plain.__code__.co_filename}.union(*(_sources(each) for each in _called(plain).values()))


def _constants(plain: FunctionType) -> set[str]:
    """List the constants that a kernel and all it calls take from their modules, wherever they come from."""
    named = {name: plain.__globals__.get(name) for name in _names(plain.__code__)}
    own = {
        f"{name}={value!r}" for name, value in named.items() if isinstance(value, bool | int | float | str)
    }
    return own.union(*(_constants(each) for each in _called(plain).values()))


def _digest(plain: FunctionType) -> str:
    """Give a name for all that compiled code depends on: sources, constants, compiler, processor."""
    digest = hashlib.sha256(repr(_OPTIONS).encode())
    for said in (sys.version, numba.__version__, np.__version__, platform.machine(), platform.processor()):
        digest.update(said.encode())
    for constant in sorted(_constants(plain)):
        digest.update(constant.encode())
    for source in sorted(_sources(plain)):
        digest.update(Path(source).read_bytes())
    return digest.hexdigest()[:16]
