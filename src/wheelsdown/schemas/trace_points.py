"""Points of one aircraft as they are shown: what was received, and beside it what it is worth."""

import dataframely as dy

from wheelsdown.schemas.state_vectors import StateVector

__all__ = ["TracePoint"]


class TracePoint(StateVector):
    """One received state with the verdict on it; no received value is changed or taken away."""

    #: A word of ``Phase``, told from the values that can be true.
    phase = dy.String(nullable=False)
    #: A word of ``Integrity`` for this point; anything but ok or jammed: its position is no evidence.
    integrity = dy.String(nullable=False)
    #: Columns whose value here is not believed: no aircraft, or no receiver, can have meant it.
    masked = dy.List(dy.String(nullable=False))
