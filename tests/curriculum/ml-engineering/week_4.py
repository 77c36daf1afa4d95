"""The online store: one row a customer, filled up to a moment. How many answers differ from the features of then? Prints JSON."""

import json
import sqlite3

from week_3 import FEATURES, START, HOUR, db

NOW = str(START + (24 * 59 + 12) * HOUR)
db.execute("create table online (customer integer primary key, computed text, orders, basket, tickets)")


def materialise(until):
    """Takes over what is newer than what is there, up to a moment: running it twice changes nothing."""
    return db.execute(
        f"""insert into online select customer, computed, {', '.join(FEATURES)} from features f where computed <= ?
        and computed = (select max(computed) from features o where o.customer = f.customer and o.computed <= ?)
        on conflict do update set computed = excluded.computed, orders = excluded.orders, basket = excluded.basket,
        tickets = excluded.tickets where excluded.computed > online.computed""", (until, until)).rowcount


def different():
    return db.execute("""select count(*) from online o join features f on f.customer = o.customer
        where f.computed = (select max(computed) from features n where n.customer = f.customer and n.computed <= ?)
        and (f.orders, f.basket, f.tickets) <> (o.orders, o.basket, o.tickets)""", (NOW,)).fetchone()[0]


old = str(START + (24 * 56 + 12) * HOUR)
materialise(old)
skewed = different()
changed = materialise(NOW)
again = materialise(NOW)
rows = db.execute("select customer, orders, basket, tickets from online where customer in (0, 1, 7) order by customer").fetchall()
stale = db.execute("select count(*) from online where julianday(?) - julianday(computed) > 7", (NOW,)).fetchone()[0]
print(json.dumps({"skewed": skewed, "changed": changed, "again": again, "different": different(), "rows": rows, "stale": stale,
  "size": db.execute("select count(*) from online").fetchone()[0]}))
