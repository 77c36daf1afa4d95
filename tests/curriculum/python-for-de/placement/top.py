import sys


def top(path, number):
    totals = {}
    with open(path) as file:
        for line in file:
            user, seconds = map(int, line.split(","))
            if seconds >= 5:
                totals[user] = totals.get(user, 0) + seconds
    return sorted(totals.items(), key=lambda one: (-one[1], one[0]))[:number]


path, number = sys.argv[1:]
try:
    rows = top(path, int(number))
except FileNotFoundError:
    print(f"there is no file {path}", file=sys.stderr)
    sys.exit(2)
print("\n".join(f"{user} {seconds}" for user, seconds in rows))
