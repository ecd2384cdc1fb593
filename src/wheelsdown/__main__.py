"""``python -m wheelsdown`` is the command ``wheelsdown``."""

from wheelsdown.faces.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
