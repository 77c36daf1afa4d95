"""Version 2 was trained on metres. A tenth of the requests go to it, then none. Prints JSON."""

import json
import os

from deliveries import KNOWN, NEW, mean_error, train
from serve import ask, route, serve

METRES = [{**row, "km": row["km"] * 1000} for row in KNOWN + NEW]
models = {"1": train(KNOWN), "2": train(METRES[: len(KNOWN)])}
servers = {version: serve(version, coefficients) for version, coefficients in models.items()}


def write(shares):
    """Replaces the file in one step, so that no request reads half of it."""
    with open("routes.new", "w") as file:
        json.dump(shares, file)
    os.replace("routes.new", "routes.json")


def choose(row):
    with open("routes.json") as file:
        tenths = json.load(file)["2"]
    return servers["2" if row["id"] * 7 % 10 < tenths else "1"][1]


def play():
    errors = {"1": [], "2": []}
    for row in NEW:
        _, body = ask(address, row)
        errors[body["model"]].append(abs(body["minutes"] - row["minutes"]))
    return {version: [len(some), sum(some) / len(some) if some else None] for version, some in errors.items()}


write({"1": 9, "2": 1})
router, address = route(choose)
canary = play()
write({"1": 10, "2": 0})
back = play()
for server in [router, *(server for server, _ in servers.values())]:
    server.shutdown()
print(json.dumps({"own": mean_error(models["2"], METRES[len(KNOWN):]), "canary": canary, "back": back}))
