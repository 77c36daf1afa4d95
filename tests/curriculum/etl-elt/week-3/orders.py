import json

COUNTRIES = ["NO", "PE", "PT", "XX"]

with open("orders.jsonl", "w") as file:

    def write(i, version, lines):
        order = {"id": i, "version": version, "country": COUNTRIES[i // 250], "lines": lines}
        file.write(json.dumps(order) + "\n")

    for i in range(1000):
        write(i, 1, [{"sku": (i + k) % 30, "qty": k + 1} for k in range(i % 4)])
    for i in range(0, 1000, 9):
        write(i, 2, [{"sku": 99, "qty": 1}])
