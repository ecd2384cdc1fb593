"""Visits: arrivals and departures of one airframe joined into stays, and the legs around them."""
