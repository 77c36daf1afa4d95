"""Data in cloud A, warehouse in cloud B: what crosses the border in a month of 30 days, and what it costs."""
import json

RATE, FREE = 0.09, 100  # dollars a GB out, GB a month that are free


def leaving(gigabytes):
    return round(max(gigabytes - FREE, 0) * RATE, 2)


new, read, ratio, stock = 50, 200, 5, 2000  # GB of CSV a day, GB a day that queries read, CSV to Parquet, GB that are there
ways = {"query": read * 30, "copy_csv": new * 30, "copy_parquet": new * 30 // ratio}
print(json.dumps({
    "month": {way: [gigabytes, leaving(gigabytes)] for way, gigabytes in ways.items()},
    "first": [stock, leaving(stock), stock // ratio, leaving(stock // ratio)],
    "hours": [round(gb * 8e9 / 500e6 / 3600, 1) for gb in (stock, stock // ratio)],
}))
