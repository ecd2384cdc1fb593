"""Run every benchmark and print its table: ``make bench``."""

from benchmarks import latakia, paris, truncated_landings

for benchmark in (paris, truncated_landings, latakia):
    benchmark.main()
    print()
