"""Three days of sales by two architectures: a night's batch with a stream beside it, and one log that is replayed."""
import json

DAY = 86_400
sales = []
for n in range(3000):
    at = 86 * n
    sales.append({"at": at, "arrives": at + (30 * 3600 if n % 50 == 17 else 0), "amount": n % 40, "refund": n % 25 == 3})
right = lambda sale: -sale["amount"] if sale["refund"] else sale["amount"]
wrong = lambda sale: sale["amount"]
total = lambda some, rule: sum(map(rule, some))
NOW, NIGHT = 5 * DAY // 2, 2 * DAY
arrived = [sale for sale in sales if sale["arrives"] <= NOW]
batch = [sale for sale in sales if sale["at"] < NIGHT and sale["arrives"] <= NIGHT]
speed = [sale for sale in arrived if sale["at"] >= NIGHT]
by_arrival = [sale for sale in arrived if sale["arrives"] > NIGHT]
print(json.dumps({
    "truth": total(arrived, right), "lambda": total(batch, right) + total(speed, right), "missing": len(arrived) - len(batch) - len(speed),
    "repaired": total(batch, right) + total(by_arrival, right),
    "half_fixed": total(batch, right) + total(by_arrival, wrong), "unfixed": total(arrived, wrong),
    "read_lambda": sum(sum(1 for sale in sales if sale["arrives"] <= day * DAY) for day in (1, 2)) + len(arrived),
    "read_kappa": 2 * len(arrived), "arrived": len(arrived),
}))
