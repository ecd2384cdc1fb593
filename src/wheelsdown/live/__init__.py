"""Live feeds: what is received is archived first, then decoded, then shown."""
