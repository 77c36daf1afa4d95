# The way that the exercise shows to be wrong: a comma inside of quotes cuts the name in two.
import sys

source, city = sys.argv[1:]
with open(source) as file:
    rows = [line.rstrip("\n").split(",") for line in file]
print(sum(row[1] == city for row in rows[1:]))
