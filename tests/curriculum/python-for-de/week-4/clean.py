import json

import numpy as np
import pandas as pd

raw = pd.read_csv("messy.csv", dtype=str)
typed = raw.assign(
    meter=raw.meter.str.lower(),
    day=pd.to_datetime(raw.day),
    kwh=pd.to_numeric(raw.kwh, errors="coerce"),
)
rows = typed.drop_duplicates().sort_values(["meter", "day"])
rows["source"] = np.where(rows.kwh.isna(), "estimated", "read")
rows["kwh"] = rows.groupby("meter")["kwh"].ffill()
empty = rows.kwh.isna()
clean = rows[~empty]
rows[empty].to_csv("rejected.csv", index=False)
clean.to_csv("clean.csv", index=False)

ledger = {
    "read": len(raw),
    "duplicates before": int(raw.duplicated().sum()),
    "duplicates": int(typed.duplicated().sum()),
    "rejected": int(empty.sum()),
    "clean": len(clean),
    "estimated": int((clean.source == "estimated").sum()),
    "kwh": int(clean.kwh.sum()),
}
print(json.dumps(ledger))
