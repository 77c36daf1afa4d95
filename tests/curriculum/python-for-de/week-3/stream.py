import heapq
import json
import tracemalloc


def events():
    with open("events.csv") as file:
        for line in file:
            user, size = line.split(",")
            yield int(user), int(size)


tracemalloc.start()
totals = {}
for user, size in events():
    totals[user] = totals.get(user, 0) + size
top = heapq.nsmallest(10, totals.items(), key=lambda one: (-one[1], one[0]))
print(json.dumps({"top": top, "peak": tracemalloc.get_traced_memory()[1]}))
