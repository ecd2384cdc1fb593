"""Run every benchmark and print its table: ``make bench``."""

from benchmarks import latakia, paris, promptness, truncated_landings

for benchmark in (paris, truncated_landings, latakia, promptness):
    benchmark.main()
    print()
