"""Run the benchmarks and print their tables: ``make bench``; ``--long`` also those that take half an hour.

Not among them: ``traffic_peer``, which first downloads its peer (1.1 GB), and ``fuzz_parser``, a search.
"""

import sys

from benchmarks import (
    api_latency,
    base_query,
    day_steps,
    flight_kernels,
    latakia,
    live_throughput,
    paris,
    parser,
    promptness,
    readback,
    site_speed,
    store_growth,
    track_kernels,
    truncated_landings,
    whole_sky,
)

RIGHT_OR_WRONG = (paris, truncated_landings, latakia)
SPEED = (
    promptness,
    parser,
    track_kernels,
    flight_kernels,
    readback,
    day_steps,
    site_speed,
    base_query,
    live_throughput,
    api_latency,
)

long = sys.argv[1:] == ["--long"]
if sys.argv[1:] and not long:
    sys.exit("python -m benchmarks [--long]")
sys.argv[1:] = []  # some read words of their own
for benchmark in (*RIGHT_OR_WRONG, *SPEED, *((store_growth,) if long else ())):
    print(f"== {benchmark.__name__}", flush=True)
    benchmark.main()
    print(flush=True)
print(f"== {whole_sky.__name__}", flush=True)
whole_sky.main(["--long"] if long else [])
