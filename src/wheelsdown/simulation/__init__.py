"""Scenarios with known truth; everything made here is marked simulated, for ever."""

from wheelsdown.simulation.run import SimulationOutcome, simulate
from wheelsdown.simulation.scenario import SCENARIOS

__all__ = ["SCENARIOS", "SimulationOutcome", "simulate"]
