"""Files stay small enough to be read in one go."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

#: Lines; most files have a quarter of that.
LONGEST = 400


def test_no_source_file_is_long() -> None:
    sizes = {
        str(path.relative_to(REPOSITORY)): len(path.read_text("utf-8").splitlines())
        for path in (REPOSITORY / "src").rglob("*.py")
    }
    assert len(sizes) > 100
    assert {name: n for name, n in sizes.items() if n > LONGEST} == {}
