"""Record and publish without end, until killed; run as ``python write_forever.py WORKSPACE ORIGINALS``.

Generation g records one original, then publishes flights and visits whose callsign is ``Gg`` and whose
number is g, and parts of the newest original. One line of output per generation.
"""

import runpy
import sys
from pathlib import Path

from wheelsdown.store import Workspace


def main(folder: Path, originals: Path) -> None:
    make = runpy.run_path(str(Path(__file__).with_name("conftest.py")))
    workspace = Workspace.create(folder)
    while True:
        generation = len(workspace.acquisitions()) + 1
        newest = workspace.record(make["make_acquisition"](originals / str(generation))).sha256
        workspace.publish(
            {
                "flights": make["make_flights"](generation, f"G{generation}"),
                "visits": make["make_visits"](generation, f"G{generation}"),
                "parts": make["make_parts"](generation, newest),
                "identity_assertions": make["make_assertions"](f"G{generation}"),
            },
            covers=[each.sha256 for each in workspace.acquisitions()],
        )
        sys.stdout.write(f"{generation}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
