# load.py FILE [--keep-old-lines]: of each order the highest version counts, whatever comes first or again.
import json
import sqlite3
import sys

keep_old_lines = "--keep-old-lines" in sys.argv

database = sqlite3.connect("orders.db")
database.executescript(
    """
    create table if not exists country (code text primary key, name text);
    insert or ignore into country values ('NO', 'Norway'), ('PE', 'Peru'), ('PT', 'Portugal');
    create table if not exists orders (id integer primary key, version integer, country text);
    create table if not exists order_line (
        order_id integer, line_no integer, sku integer, qty integer, primary key (order_id, line_no)
    );
    """
)

with open(sys.argv[1]) as file:
    newest = {}
    for line in file:
        order = json.loads(line)
        if order["id"] not in newest or newest[order["id"]]["version"] < order["version"]:
            newest[order["id"]] = order

names = dict(database.execute("select code, name from country"))
known = dict(database.execute("select id, version from orders"))
with database:
    for order in newest.values():
        if known.get(order["id"], 0) > order["version"]:
            continue
        database.execute(
            """insert into orders values (:id, :version, :name)
               on conflict (id) do update set version = excluded.version, country = excluded.country""",
            {**order, "name": names.get(order["country"], "unknown")},
        )
        if not keep_old_lines:
            database.execute("delete from order_line where order_id = ?", (order["id"],))
        database.executemany(
            """insert into order_line values (?, ?, ?, ?)
               on conflict (order_id, line_no) do update set sku = excluded.sku, qty = excluded.qty""",
            [(order["id"], n, line["sku"], line["qty"]) for n, line in enumerate(order["lines"])],
        )
