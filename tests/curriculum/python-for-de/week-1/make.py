import csv

CITIES = ["Lima", "Oslo", "Porto", "Washington, DC"]

with open("orders.csv", "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(["order_id", "city", "amount"])
    for i in range(1, 1001):
        out.writerow([i, CITIES[i % 4], i * 37 % 500])
