import csv
from datetime import date, timedelta

lines, again = [], []
for i in range(3000):
    meter = f"m{i % 50}"
    day = date(2026, 1, 1) + timedelta(days=i // 50)
    kwh = "error" if i % 40 == 3 else i % 90
    lines.append([meter.upper() if i % 7 == 0 else meter, day, kwh])
    if i % 30 == 0:
        again.append([meter, day, kwh])

with open("messy.csv", "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(["meter", "day", "kwh"])
    out.writerows(lines + again)
