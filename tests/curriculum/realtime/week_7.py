"""A thousand orders on their way to a screen: where they become more, and which key takes which of them away."""
import json

orders = [{"order": n, "event": f"e{n}"} for n in range(1000)]
sent = []
for one in orders:
    sent.append(one)
    if one["order"] % 200 == 9:
        sent.append({"order": one["order"], "event": f"again{one['order']}"})  # pressed twice: another event of the same order
gateway = []
for one in sent:
    gateway.append(one)
    if one["order"] % 20 == 5:
        gateway.append(one)  # no answer in time, so the phone sends it again
log = []
for one in gateway:
    log.append(one)
    if one["order"] % 100 == 50:
        log.append(one)  # the producer writes again without knowing of its first try
log = [{**one, "offset": offset} for offset, one in enumerate(log)]
read = [*log[:600], *log[525:]]  # the reader died after 600 and had committed 525
distinct = lambda key: len({one[key] for one in read})
budget = {"phone": 2, "gateway": 1, "log": 1, "window": 60, "watermark": 30, "write": 5, "screen": 10}
print(json.dumps({
    "hops": [len(orders), len(sent), len(gateway), len(log), len(read)],
    "distinct": {key: distinct(key) for key in ("offset", "event", "order")},
    "oldest": sum(budget.values()), "without_window": sum(budget.values()) - 90,
}))
