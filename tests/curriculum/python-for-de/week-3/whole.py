import json
import tracemalloc

tracemalloc.start()
totals = {}
with open("events.csv") as file:
    lines = file.readlines()
for line in lines:
    user, size = line.split(",")
    totals[int(user)] = totals.get(int(user), 0) + int(size)
top = sorted(totals.items(), key=lambda one: (-one[1], one[0]))[:10]
print(json.dumps({"top": top, "peak": tracemalloc.get_traced_memory()[1]}))
