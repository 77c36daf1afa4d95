"""A count that dies after click 1,050: its place and its counts are saved together, apart, or the counts not at all."""
import json
from clicks import clicks, minutes

events = clicks()
EVERY, DEATH, DELAY = 100, 1050, 120


def run(save_counts):
    """The place is saved after every 100 clicks. `save_counts` says after which clicks the counts are. Gives the counts and what went out."""
    saved = {"place": 0, "counts": {}, "highest": 0}
    out = []

    def work(until):
        counts, highest = dict(saved["counts"]), saved["highest"]
        for place in range(saved["place"], until):
            happened = events[place][2]
            counts[happened // 60] = counts.get(happened // 60, 0) + 1
            closed = max(0, highest - DELAY) // 60
            highest = max(highest, happened)
            out.extend(range(closed, max(0, highest - DELAY) // 60))  # the windows that the watermark has just passed
            if save_counts(place + 1):
                saved.update(counts=dict(counts), highest=highest)
            if (place + 1) % EVERY == 0:
                saved.update(place=place + 1)
        return counts

    work(DEATH)
    return work(len(events)), out


together, out = run(lambda done: done % EVERY == 0)
print(json.dumps({
    "memory": sum(run(lambda done: False)[0].values()),
    "apart": sum(run(lambda done: True)[0].values()),
    "together": sum(together.values()), "equal": together == dict(minutes(events)),
    "out": len(out), "windows": len(set(out)), "twice": sorted({window for window in out if out.count(window) > 1}),
}))
