# The wrong way: without groupby a meter's first gap is filled from another meter.
import pandas as pd

raw = pd.read_csv("messy.csv", dtype=str)
typed = raw.assign(
    meter=raw.meter.str.lower(),
    day=pd.to_datetime(raw.day),
    kwh=pd.to_numeric(raw.kwh, errors="coerce"),
)
rows = typed.drop_duplicates().sort_values(["meter", "day"])
print(int(rows.kwh.ffill().isna().sum()))
