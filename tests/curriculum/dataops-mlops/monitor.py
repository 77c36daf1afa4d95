"""January in fast forward: what a watch that looks once an hour sees, opens and closes."""
import json
from datetime import datetime, timedelta
from math import log
from statistics import median

HOUR = timedelta(hours=1)
START = datetime(2026, 1, 1, 3)
USUAL = {"card": 60, "cash": 30, "invoice": 10}


def runs():
    """(when, worked, rows, shares of the payment methods)"""
    for day in range(1, 31):
        at = datetime(2026, 1, day, 3)
        rows = 3000 if day == 22 else 10000 + 50 * day
        shares = {15: {"card": 55, "cash": 32, "invoice": 13}}.get(day, USUAL)
        if day >= 26:
            shares = {"card": 40, "cash": 30, "invoice": 30}
        if day == 12:
            yield at, False, 0, None
            yield at + 6 * HOUR, True, rows, shares
        elif day != 18:
            yield at, True, rows, shares


def drift(now, before):
    """Population stability index of two sets of shares in percent."""
    return sum((now[k] - before[k]) / 100 * log(now[k] / before[k]) for k in before)


def faults(now, done):
    good = [run for run in done if run[1]]
    newest = good[-1]
    last_seven = [rows for _, _, rows, _ in good[-8:-1]]
    return {
        "failed": not done[-1][1],
        "stale": now - newest[0] > 26 * HOUR,
        "few": bool(last_seven) and newest[2] < 0.7 * median(last_seven),
        "drift": drift(newest[3], USUAL) > 0.2,
    }


all_runs = list(runs())
open_since, opened, closed, shouts, fresh, hours = {}, [], [], 0, 0, 0
for hour in range(30 * 24):
    now = START + hour * HOUR
    found = faults(now, [run for run in all_runs if run[0] <= now])
    hours += 1
    fresh += not found["stale"]
    for name, there in found.items():
        shouts += there
        if there and name not in open_since:
            open_since[name] = now
            opened.append([name, now.isoformat()])
        if not there and name in open_since:
            closed.append([name, now.isoformat(), int((now - open_since.pop(name)) / HOUR)])
print(json.dumps({
    "opened": opened, "closed": closed, "open": sorted(open_since), "shouts": shouts, "fresh": fresh, "hours": hours,
    "psi": {day: round(drift(next(s for at, _, _, s in all_runs if at.day == day), USUAL), 3) for day in (15, 26)},
}))
