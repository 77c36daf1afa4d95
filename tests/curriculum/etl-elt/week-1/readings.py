import csv

with open("readings.csv", "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(["id", "sensor", "celsius"])
    for i in range(5000):
        celsius = i * 7 % 60 - 10
        if i % 50 == 1:
            celsius = ""
        if i % 125 == 4:
            celsius = "ERR"
        out.writerow([i, i % 20, celsius])
