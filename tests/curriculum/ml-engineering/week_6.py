"""Eight weeks of deliveries: does what comes in drift, and does the model err more? Prints JSON."""

import json
from math import log

from deliveries import KNOWN, delivery, mean_error, train

BANDS = [(1, 4), (5, 8), (9, 12), (13, 16), (17, 20)]
model = train(KNOWN)


def week(number):
    rows = [delivery(n) for n in range(10_000 * number, 10_000 * number + 1_000)]
    if number == 5:
        rows = [longer(row) for row in rows]
    if number == 7:
        rows = [{**row, "minutes": row["minutes"] + 9 * row["rain"] + row["km"] // 2} for row in rows]
    return rows


def longer(row):
    """In week 5 every second short trip is a long one, and takes as long as a long one does."""
    more = 12 if row["km"] <= 8 and row["id"] % 2 == 0 else 0
    return {**row, "km": row["km"] + more, "minutes": row["minutes"] + 3 * more}


def shares(rows):
    return [sum(low <= row["km"] <= high for row in rows) / len(rows) for low, high in BANDS]


def psi(expected, actual):
    return sum((a - e) * log(a / e) for e, a in zip(shares(expected), shares(actual)))


print(json.dumps([[number, psi(KNOWN, week(number)), mean_error(model, week(number))] for number in range(1, 9)]))
