import json
import sys
import time

import numpy as np
import pandas as pd


def cost_in_a_loop(rows):
    costs = []
    for row in rows.itertuples():
        above = max(row.kwh - 60, 0)
        costs.append((row.kwh - above) * row.tariff + above * row.tariff * 2)
    return np.array(costs)


def cost_of_columns(rows):
    cheap = rows.kwh * rows.tariff
    dear = 60 * rows.tariff + (rows.kwh - 60) * rows.tariff * 2
    return np.where(rows.kwh <= 60, cheap, dear)


def seconds(compute, rows, tries):
    times = []
    for _ in range(tries):
        start = time.perf_counter()
        compute(rows)
        times.append(time.perf_counter() - start)
    return min(times)


def main(readings, tariffs):
    clean = pd.read_csv(readings)
    meters = pd.read_csv(tariffs)
    unchecked = clean.merge(meters, on="meter", how="left")
    try:
        clean.merge(meters, on="meter", how="left", validate="many_to_one")
        refusal = None
    except pd.errors.MergeError as error:
        refusal = type(error).__name__
    single = meters.drop_duplicates("meter", keep="first")
    joined = clean.merge(single, on="meter", how="left", validate="many_to_one", indicator=True)
    if len(joined) != len(clean):
        sys.exit(f"{len(clean)} rows went in and {len(joined)} came out")
    priced = joined[joined._merge == "both"]
    many = pd.concat([priced] * 100, ignore_index=True)
    return {
        "unchecked": len(unchecked),
        "refusal": refusal,
        "joined": len(joined),
        "without a tariff": int((joined._merge == "left_only").sum()),
        "cents by loop": int(cost_in_a_loop(priced).sum()),
        "cents by columns": int(cost_of_columns(priced).sum()),
        "same": bool(np.array_equal(cost_in_a_loop(priced), cost_of_columns(priced))),
        "seconds by loop": seconds(cost_in_a_loop, many, 1),
        "seconds by columns": seconds(cost_of_columns, many, 5),
    }


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
