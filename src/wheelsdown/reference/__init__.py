"""What is known before any track is read: places, types, operators, identities. Import the modules."""

__all__: list[str] = []
