# comparisons.py N: how many comparisons a thousand lookups take in each box. Unlike times, the same on every machine.
import json
import sys
from bisect import bisect_left

counted = 0


class Key(int):
    __hash__ = int.__hash__

    def __eq__(self, other):
        global counted
        counted += 1
        return int(self) == int(other)

    def __lt__(self, other):
        global counted
        counted += 1
        return int(self) < int(other)


def count(look):
    global counted
    counted = 0
    for key in keys:
        look(key)
    return counted


n = int(sys.argv[1])
numbers = [Key(i) for i in range(n)]
keys = [Key(i) for i in range(0, 2 * n, n // 500)]
boxes = {"list": numbers, "set": set(numbers), "dictionary": {number: number for number in numbers}}
result = {name: count(lambda key: key in box) for name, box in boxes.items()}
print(json.dumps({**result, "bisect": count(lambda key: bisect_left(numbers, key))}))
