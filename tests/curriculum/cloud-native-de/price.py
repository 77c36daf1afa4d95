"""Three meters for two loads of a month of 30 days: what the smallest unit of each makes of short runs."""
import json
from math import ceil


def per_second(seconds, an_hour, at_least):
    return max(seconds, at_least) / 3600 * an_hour


METERS = {
    "second": lambda s: per_second(s, 0.88, 60),
    "minute": lambda s: ceil(s / 60) / 60 * 1.00 + 0.001,
    "start": lambda s: per_second(s + 180, 0.15, 0),
    "machine": None,
}
MACHINE = 0.08 * 720
LOADS = {"night": (30, 380), "quarter": (30 * 96, 20)}

month = {
    load: {name: round(runs * meter(seconds) if meter else MACHINE, 2) for name, meter in METERS.items()}
    for load, (runs, seconds) in LOADS.items()
}
used = {load: runs * seconds / 3600 for load, (runs, seconds) in LOADS.items()}


def cheaper_up_to(seconds, meter):
    """Runs a month up to which the meter costs less than the machine."""
    return int(MACHINE / METERS[meter](seconds))


print(json.dumps({"month": month, "hours": used, "up_to": {m: cheaper_up_to(20, m) for m in ("second", "minute", "start")}}))
