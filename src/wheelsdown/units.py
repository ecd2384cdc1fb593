"""Unit conversions, used at the door only: inside, a number says its unit in its name.

Exact by definition: the foot (0.3048 m) and the nautical mile (1852 m), ICAO Annex 5, table 3-3.
"""

__all__ = ["FEET_PER_METRE", "FPM_PER_METRE_PER_SECOND", "KNOTS_PER_METRE_PER_SECOND", "METRES_PER_NM"]

#: Metres in one nautical mile (ICAO Annex 5).
METRES_PER_NM = 1852.0

#: Feet in one metre (ICAO Annex 5: 1 ft = 0.3048 m).
FEET_PER_METRE = 1 / 0.3048

#: Knots in one metre per second.
KNOTS_PER_METRE_PER_SECOND = 3600 / METRES_PER_NM

#: Feet per minute in one metre per second.
FPM_PER_METRE_PER_SECOND = 60 * FEET_PER_METRE
