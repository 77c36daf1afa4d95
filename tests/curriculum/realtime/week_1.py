import json
from clicks import by_record, clicks, minutes

events = clicks()


def first_results(delay):
    """When each minute is final: at the first arrival that lifts the watermark over its end, in seconds after that end."""
    waits, highest, shut = [], 0, 0
    for arrived, _, happened in events:
        highest = max(highest, happened)
        while (shut + 1) * 60 <= highest - delay:
            shut += 1
            waits.append(arrived - shut * 60)
    return waits


def distinct(delay):
    """Ids are kept until the watermark has passed their click; the most that lie in memory at once."""
    seen, counted, most, highest = {}, 0, 0, 0
    for _, id, happened in events:
        if id not in seen:
            counted += 1
        seen[id] = happened
        highest = max(highest, happened)
        seen = {id: at for id, at in seen.items() if at >= highest - delay}
        most = max(most, len(seen))
    return counted, most


def sessions(times, gap):
    found = []
    for at in sorted(times):
        if found and at - found[-1][-1] <= gap:
            found[-1].append(at)
        else:
            found.append([at])
    return [[one[0], one[-1], len(one)] for one in found]


early = [0, 20, 50, 200, 230, 400]
print(json.dumps({
    "all": len(events),
    "lost": {delay: len(by_record(events, delay * 60)[1]) for delay in (0, 2, 10)},
    "minute_0": [minutes(events)[0], *(minutes(by_record(events, delay * 60)[0])[0] for delay in (0, 2, 10))],
    "wait": {delay: max(first_results(delay * 60)) for delay in (0, 2, 10)},
    "distinct": {delay: distinct(delay * 60) for delay in (0, 2, 10)},
    "sessions": [sessions(early, 90), sessions([*early, 130], 90)],
}))
