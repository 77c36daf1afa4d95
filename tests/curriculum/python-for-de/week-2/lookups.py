# lookups.py N: how often keys are found, and the best of several times in seconds, for each of the four ways.
import json
import sys
import time
from bisect import bisect_left


def found(keys, box):
    return sum(1 for key in keys if key in box)


def found_sorted(keys, numbers):
    count = 0
    for key in keys:
        place = bisect_left(numbers, key)
        count += place < len(numbers) and numbers[place] == key
    return count


def best(count, keys, box, tries):
    times = []
    for _ in range(tries):
        start = time.perf_counter()
        hits = count(keys, box)
        times.append(time.perf_counter() - start)
    return {"found": hits, "seconds": min(times)}


n = int(sys.argv[1])
keys = range(0, 2 * n, n // 500)
numbers = list(range(n))
print(
    json.dumps(
        {
            "keys": len(keys),
            "list": best(found, keys, numbers, 1),
            "set": best(found, keys, set(numbers), 9),
            "dictionary": best(found, keys, {number: number for number in numbers}, 9),
            "bisect": best(found_sorted, keys, numbers, 9),
        }
    )
)
