"""Names the run that takes too long while it still runs; the time comes in from outside."""
import json
from statistics import median


def too_long(runs, now):
    """Runs are (start, end or None) in minutes, the oldest first."""
    found = []
    for at, (start, end) in enumerate(runs):
        before = [stop - begin for begin, stop in runs[max(0, at - 7):at] if stop is not None]
        if len(before) == 7 and (now if end is None else end) - start > 3 * median(before):
            found.append(at)
    return found


DAY = 1440
runs = [(day * DAY, day * DAY + 20) for day in range(29)] + [(29 * DAY, None)]
print(json.dumps({minute: too_long(runs, 29 * DAY + minute) for minute in (20, 60, 61)}))
