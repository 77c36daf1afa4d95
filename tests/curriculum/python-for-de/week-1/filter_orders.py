import csv
import sys


def read_rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def keep_city(rows, city):
    return [row for row in rows if row["city"] == city]


def save_rows(path, rows):
    with open(path, "w", newline="") as file:
        out = csv.DictWriter(file, ["order_id", "city", "amount"])
        out.writeheader()
        out.writerows(rows)


def main(source, city, target):
    try:
        rows = read_rows(source)
    except FileNotFoundError:
        print(f"there is no file {source}", file=sys.stderr)
        sys.exit(2)
    save_rows(target, keep_city(rows, city))


if __name__ == "__main__":
    main(*sys.argv[1:])
