"""Mark functions that run over every point or every end: plain Python for small jobs, compiled for large.

A kernel is written in the part of Python that numba compiles: scalars, arrays, loops, calls of other
kernels by name (never through a module). It is an ordinary function until ``compiling.compiled`` makes
a compiled twin of it, so nobody waits for a compiler to read one file, and there is one definition.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

__all__ = ["is_kernel", "kernel"]

P = ParamSpec("P")
R = TypeVar("R")

_MARK = "__wheelsdown_kernel__"


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function as one that can be compiled; it is given back unchanged."""
    setattr(function, _MARK, True)
    return function


def is_kernel(thing: object) -> bool:
    """Tell whether something is marked as a kernel."""
    return bool(getattr(thing, _MARK, False))
