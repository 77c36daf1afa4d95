# run.py DAY [CRASH] [--autocommit]: three layers for one day. CRASH names the step in which the process dies.
import os
import sqlite3
import sys

day = int(sys.argv[1])
crash = sys.argv[2] if len(sys.argv) > 2 else None
autocommit = "--autocommit" in sys.argv

database = sqlite3.connect("shop.db", **({"isolation_level": None} if autocommit else {}))
database.executescript(
    """
    create table if not exists raw_sale (day integer, id integer, shop text, amount text);
    create table if not exists clean_sale (day integer, id integer, shop integer, amount integer);
    create table if not exists report_shop (day integer, shop integer, amount integer);
    """
)


def step(table, insert):
    with database:
        database.execute(f"delete from {table} where day = ?", (day,))
        if crash == table:
            os._exit(1)
        insert()


def load_raw():
    rows = [(day, i, str(i % 5), "" if i % 20 == 0 else str(i * day % 50)) for i in range(1, 101)]
    database.executemany("insert into raw_sale values (?, ?, ?, ?)", rows)


def clean():
    database.execute(
        """insert into clean_sale
           select day, id, cast(shop as integer), cast(amount as integer)
           from raw_sale where day = ? and amount <> ''""",
        (day,),
    )


def report():
    database.execute(
        "insert into report_shop select day, shop, sum(amount) from clean_sale where day = ? group by day, shop",
        (day,),
    )


step("raw_sale", load_raw)
step("clean_sale", clean)
step("report_shop", report)
