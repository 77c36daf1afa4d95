"""Three policies of the whole company as checks over the descriptions of twelve products, and one contract over rows. Prints JSON."""

import json
import re
from datetime import date

PERSONAL = re.compile("mail|phone|birth")


def product(p):
    columns = {"id": "integer", "amount": "integer"}
    if p % 3 == 0:
        columns["mail"] = "text"
    return {
        "name": f"product-{p}", "version": "1.2", "owner": None if p % 6 == 5 else f"team-{p % 4}", "fresh_hours": None if p % 5 == 4 else 24,
        "columns": columns, "personal": [] if p == 6 else [name for name in columns if name == "mail"],
        "retention_days": 365 if p % 3 == 0 and p != 9 else None,
    }


def offered(p):
    """What a team wants to publish next: a column less, another type with a new main version, a column more."""
    new = product(p)
    if p == 2:
        new["columns"] = {"id": "integer"}
        new["version"] = "1.3"
    if p == 7:
        new["columns"] = {**new["columns"], "amount": "text"}
        new["version"] = "2.0"
    if p == 10:
        new["columns"] = {**new["columns"], "city": "text"}
        new["version"] = "1.3"
    return new


def responsible(new, _old):
    return [what for what in ("owner", "fresh_hours") if not new[what]]


def privacy(new, _old):
    hidden = [name for name in new["columns"] if PERSONAL.search(name) and name not in new["personal"]]
    kept = new["retention_days"]
    unlimited = ["retention_days"] if new["personal"] and not (kept and kept <= 730) else []
    return hidden + unlimited


def compatible(new, old):
    if int(new["version"].split(".")[0]) > int(old["version"].split(".")[0]):
        return []
    return [name for name, kind in old["columns"].items() if new["columns"].get(name) != kind]


POLICIES = {"responsible": responsible, "privacy": privacy, "compatible": compatible}
WAIVERS = [("product-4", "responsible", date(2026, 12, 31))]


def findings(today, waivers=()):
    waived = {(name, policy) for name, policy, until in waivers if today <= until}
    return [
        (p, policy, wrong)
        for p in range(12) for policy, check in POLICIES.items()
        for wrong in check(offered(p), product(p)) if (offered(p)["name"], policy) not in waived
    ]


def bad_rows():
    """Rows of product 0 that break its contract: ids unique, mail there, amount from 0 to 500."""
    rows = [(n - 1 if n == 500 else n, 501 if n % 250 == 9 else n % 50, None if n % 200 == 7 else f"m{n}@example.org") for n in range(1_000)]
    seen, bad = set(), {"id": 0, "amount": 0, "mail": 0}
    for key, amount, mail in rows:
        bad["id"] += key in seen
        bad["amount"] += not 0 <= amount <= 500
        bad["mail"] += mail is None
        seen.add(key)
    return bad


def stopped(found):
    return sorted({p for p, _, _ in found})


found = findings(date(2026, 11, 25))
print(json.dumps({
    "found": found, "stopped": stopped(found), "waived": stopped(findings(date(2026, 12, 31), WAIVERS)),
    "over": stopped(findings(date(2027, 1, 1), WAIVERS)), "rows": bad_rows(),
}))
