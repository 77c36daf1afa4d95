"""Feature values as they stood at each event, three ways, by pandas and again by SQL. Prints JSON."""

import json
import sqlite3

import pandas as pd

HOUR = pd.Timedelta(hours=1)
START = pd.Timestamp("2026-01-01")
FEATURES = ["orders", "basket", "tickets"]


def feature_rows():
    for c in range(200):
        for d in range(c % 3, 20 if c % 10 == 7 else 60, 3):
            computed = START + (24 * d + 3) * HOUR
            late = 48 * HOUR if (c + d) % 5 == 0 else 0 * HOUR
            yield c, computed, computed + late, (c + d) % 9, 10 + c * d % 40, (3 * c + d) % 4


features = pd.DataFrame(feature_rows(), columns=["customer", "computed", "loaded", *FEATURES])
events = pd.DataFrame([(e, e % 200, START + (24 * (5 + e * 7 % 53) + 12) * HOUR) for e in range(3_000)], columns=["event", "customer", "at"])


def as_of(time):
    """The newest row by `time` that is not later than the event; of rows loaded, the newest computed one."""
    right = features.sort_values([time, "computed"])
    return pd.merge_asof(events.sort_values("at"), right, left_on="at", right_on=time, by="customer").sort_values("event").reset_index(drop=True)


def by_loading():
    """The newest computed row among those that had been loaded: merge_asof alone would take the last to be loaded."""
    pairs = events.merge(features, on="customer")
    pairs = pairs[pairs["loaded"] <= pairs["at"]].sort_values(["event", "computed"])
    return events.merge(pairs.groupby("event", as_index=False).last()[["event", "computed", *FEATURES]], on="event", how="left")


def different(one, other):
    same = (one[FEATURES] == other[FEATURES]) | (one[FEATURES].isna() & other[FEATURES].isna())
    return int((~same.all(axis=1)).sum())


latest = events.merge(features.sort_values("computed").groupby("customer", as_index=False).last(), on="customer").sort_values("event").reset_index(drop=True)
computed, loaded = as_of("computed"), by_loading()
expired = computed["at"] - computed["computed"] > pd.Timedelta(days=7)

db = sqlite3.connect(":memory:")
for name, frame in (("features", features), ("events", events)):
    text = frame.apply(lambda column: column.astype(str) if column.dtype.kind == "M" else column)
    text.to_sql(name, db, index=False)
SQL = """select f.orders, f.basket, f.tickets from events e left join features f on f.customer = e.customer and f.computed =
  (select max(computed) from features o where o.customer = e.customer and o.{time} <= e.at) order by e.event"""


def by_sql(time):
    return pd.DataFrame(db.execute(SQL.format(time=time)).fetchall(), columns=FEATURES, dtype=float)


print(json.dumps({
    "features": len(features), "events": len(computed), "future": int((latest["computed"] > latest["at"]).sum()),
    "latest": different(latest, computed), "late": different(computed, loaded), "expired": int(expired.sum()),
    "missing": int(computed["orders"].isna().sum()), "missing_loaded": int(loaded["orders"].isna().sum()),
    "sql": [different(by_sql("computed"), computed), different(by_sql("loaded"), loaded)],
}))
