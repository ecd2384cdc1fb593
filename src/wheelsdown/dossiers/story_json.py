"""A story as the JSON that other programs rely on: one object, one thing of each list to a line.

What a terminal would act on is written as escapes, so that the text read back is exact and the text shown by
``cat`` does nothing.
"""

from collections.abc import Iterator

import msgspec

from wheelsdown.claims.story_parts import Story
from wheelsdown.dossiers.rows_json import encode

__all__ = ["story_json"]


def story_json(story: Story) -> Iterator[str]:
    """Give the story line by line; joined, the lines are one JSON object."""
    plain = msgspec.to_builtins(story)
    yield "{" + f'"schema": {encode(plain.pop("schema"))}'
    for name, items in plain.items():
        yield f", {encode(name)}: ["
        lines = [f"  {encode(item)}" for item in items]
        yield from (f"{line}," for line in lines[:-1])
        yield from lines[-1:]
        yield "]"
    yield "}"
