# Load as it stands; the SQL beside this file transforms.
import csv
import sqlite3

with open("readings.csv", newline="") as file:
    rows = list(csv.DictReader(file))

database = sqlite3.connect("readings.db")
with database:
    database.execute("drop table if exists raw_reading")
    database.execute("create table raw_reading (id text, sensor text, celsius text)")
    database.executemany("insert into raw_reading values (:id, :sensor, :celsius)", rows)
