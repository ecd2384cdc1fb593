"""What a sentence names beside a flight, and is no part of it: other places, things, people and journeys."""
