"""Makes a data product without a ticket, runs it, and brings all products to a new version of the template.

products.py new NAME OWNER | run NAME | upgrade
"""

import json
import re
import sqlite3
import sys
from pathlib import Path

GENERATED = {"check.sql": "select count(*) from product where id is null", "README.md": "# {name}\n\nOwner: {owner}. Change `transform.sql`, then `run {name}`.\n"}
OWN = {"transform.sql": "select value as id, value % 10 as amount from generate_rows"}
NEWER = {**GENERATED, "check.sql": "select count(*) from product where id is null or amount < 0"}


def write(folder, files, product):
    for name, text in files.items():
        (folder / name).write_text(text.format(**product) if name.endswith(".md") else text)


def new(name, owner):
    if not re.fullmatch("[a-z][a-z0-9-]{2,30}", name):
        sys.exit(f"{name} is no name: small letters, digits and -, three or more")
    folder = Path(name)
    try:
        folder.mkdir()
    except FileExistsError:
        sys.exit(f"{name} is taken: ask its owner, {catalog()[name]['owner']}")
    product = {"name": name, "owner": owner, "template": 1}
    write(folder, {**GENERATED, **OWN}, product)
    save({**catalog(), name: product})


def run(name):
    """Builds the product aside, checks it, and only then puts it in the place of the one before."""
    db = sqlite3.connect(Path(name) / "product.db")
    db.execute("create temp view generate_rows as with recursive r(value) as (values (1) union all select value + 1 from r where value < 100) select value from r")
    with db:
        db.execute("begin")
        db.execute("drop table if exists product")
        db.execute(f"create table product as {(Path(name) / 'transform.sql').read_text()}")
        bad = db.execute((Path(name) / "check.sql").read_text()).fetchone()[0]
        if bad:
            db.rollback()
            sys.exit(f"{name}: {bad} rows fail the check, nothing is published")
    print(db.execute("select count(*) from product").fetchone()[0])


def upgrade():
    """Replaces what the platform wrote; what a team wrote is left alone."""
    products = catalog()
    for name, product in products.items():
        write(Path(name), NEWER, product)
        product["template"] = 2
    save(products)


def catalog():
    file = Path("catalog.json")
    return json.loads(file.read_text()) if file.exists() else {}


def save(products):
    Path("catalog.json").write_text(json.dumps(products, indent=2))


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    {"new": new, "run": run, "upgrade": upgrade}[command](*arguments)
