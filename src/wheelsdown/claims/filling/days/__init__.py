"""Which day a frame tells, and which days of its sentence are of something else."""
