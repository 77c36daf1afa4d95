# Transform, then load: what does not pass never reaches the database.
import csv
import re
import sqlite3

with open("readings.csv", newline="") as file:
    rows = list(csv.DictReader(file))
kept = [row for row in rows if re.fullmatch(r"-?\d+", row["celsius"])]

database = sqlite3.connect("readings.db")
with database:
    database.execute("drop table if exists etl")
    database.execute("create table etl (id integer primary key, sensor integer, celsius integer)")
    database.executemany(
        "insert into etl values (?, ?, ?)",
        [(int(row["id"]), int(row["sensor"]), int(row["celsius"])) for row in kept],
    )
