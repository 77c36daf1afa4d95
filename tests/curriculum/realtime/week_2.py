"""The same clicks by the rule of Flink and by the rule of Spark."""
import json
from clicks import by_batch, by_record, clicks, minutes

events = clicks()
moved = sorted((happened + 180 if id % 50 == 24 and id % 100 != 74 else arrived, id, happened) for arrived, id, happened in events)
rules = {"record": by_record, "batch": by_batch, "old": lambda some, delay: by_batch(some, delay, behind=1)}
DELAYS = {2: 120, 10: 600}


def came_out(delay):
    """What Spark appends: minutes that the last watermark has passed. The newest one, and the clicks in all of them."""
    last = (max(happened for _, _, happened in events) - delay) // 60 - 1
    counts = minutes(by_batch(events, delay)[0])
    return last, sum(counts[minute] for minute in range(last + 1))


def distinct(delay):
    return len({id for _, id, _ in by_record(events, delay)[0]})


print(json.dumps({
    "as_is": {name: {m: len(rule(events, s)[1]) for m, s in DELAYS.items()} for name, rule in rules.items()},
    "kept_of_late": {m: sorted(id for _, id, _ in by_record(events, s)[0] if id % 50 == 24) for m, s in DELAYS.items()},
    "same": all(by_record(events, s)[1] == by_batch(events, s)[1] for s in DELAYS.values()),
    "three_minutes": {name: len(rule(moved, 120)[1]) for name, rule in rules.items()},
    "with_long_batches": {s: len(by_batch(moved, 120, seconds=s)[1]) for s in (10, 60, 300)},
    "distinct": {m: distinct(s) for m, s in DELAYS.items()},
    "came_out": {m: came_out(s) for m, s in DELAYS.items()},
    # a step without windows judges a click by its own time and not by the end of its minute
    "dropped_as_repeats": {m: len(by_batch(events, s, end=lambda happened: happened)[1]) for m, s in DELAYS.items()},
}))
