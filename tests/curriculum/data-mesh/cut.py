"""Two ways to cut a bicycle rental into domains, and what crosses the borders. Prints JSON."""

import json

QUESTIONS = [
    ["trips", "bikes", "stations"], ["trips", "weather", "forecasts"], ["repairs", "parts", "bikes"], ["payments", "invoices", "customers"],
    ["vouchers", "invoices"], ["tickets", "customers"], ["repairs", "trips"], ["payments", "tickets"], ["stations", "forecasts"], ["vouchers", "customers"],
]
CUTS = {
    "departments": {"sales": "trips customers vouchers weather", "technology": "bikes repairs parts stations", "finance": "invoices payments", "service": "tickets forecasts"},
    "business": {"riding": "trips stations weather forecasts", "fleet": "bikes repairs parts", "customers": "customers tickets vouchers", "billing": "invoices payments"},
}


def judge(domains):
    """Who asks is the domain of a question's first table; what it reads elsewhere must be published."""
    owner = {table: domain for domain, tables in domains.items() for table in tables.split()}
    crossing = [tables for tables in QUESTIONS if len({owner[table] for table in tables}) > 1]
    published = {table: set() for table in owner}
    for first, *others in QUESTIONS:
        for table in others:
            if owner[table] != owner[first]:
                published[table].add(owner[first])
    return {"crossing": len(crossing), "tables": len(owner), "published": {table: sorted(readers) for table, readers in sorted(published.items()) if readers}}


print(json.dumps({name: judge(domains) for name, domains in CUTS.items()}))
