"""Which tables belong to a question, by TF-IDF; and a guard for the SQL that comes back. Prints JSON."""

import json
import re
import sqlite3
from collections import Counter
from math import log, sqrt

TABLES = {
    "orders": "purchases of a customer, day and amount",
    "refunds": "money given back for an order, reason",
    "visits": "pages seen on the website, device",
    "staff": "name, branch, salary of an employee",
    "stock": "quantity of a product in a branch",
    "tickets": "complaints of a customer, text and answer",
    "branches": "city, opening day, manager",
}
QUESTIONS = [
    ("Which customer spent the highest amount?", "orders"),
    ("Why was money given back?", "refunds"),
    ("Which device saw the most pages?", "visits"),
    ("How many pieces are left?", "stock"),
    ("Who is unhappy with us?", "tickets"),
    ("Which city has a new manager?", "branches"),
]
MORE = {"stock": ", pieces left", "tickets": ", unhappy people"}


def words(text):
    return re.findall(r"[a-z]+", text.lower())


def ranking(question, tables):
    """Tables by cosine of their TF-IDF weights with the question's; those that share no word are left out."""
    documents = {name: Counter(words(f"{name} {text}")) for name, text in tables.items()}
    held = Counter(word for document in documents.values() for word in document)
    idf = {word: log(len(documents) / number) for word, number in held.items()}

    def weights(counts):
        found = {word: number * idf[word] for word, number in counts.items() if word in idf}
        length = sqrt(sum(value * value for value in found.values())) or 1
        return {word: value / length for word, value in found.items()}

    asked = weights(Counter(words(question)))
    scores = {name: sum(asked.get(word, 0) * value for word, value in weights(document).items()) for name, document in documents.items()}
    return sorted((name for name in scores if scores[name] > 0), key=lambda name: (-scores[name], name))


def hits(tables):
    return [ranking(question, tables)[:1] == [table] for question, table in QUESTIONS]


def guarded(sql, allowed, steps=1_000_000, rows=100):
    """Runs one statement that may only read some tables; returns its rows, or why it was refused."""
    db = sqlite3.connect(":memory:")
    db.executescript("create table orders (customer, amount); create table staff (name, salary); create table tickets (text)")
    db.executemany("insert into orders values (?, ?)", ((n % 3, n % 50) for n in range(1_000)))

    def judge(action, table, _column, _database, _trigger):
        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION):
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_OK if action == sqlite3.SQLITE_READ and table in allowed else sqlite3.SQLITE_DENY

    left = [steps // 1_000]

    def count():
        left[0] -= 1
        return left[0] < 0

    db.set_authorizer(judge)
    db.set_progress_handler(count, 1_000)
    try:
        return db.execute(sql).fetchmany(rows)
    except (sqlite3.DatabaseError, sqlite3.Warning, sqlite3.ProgrammingError) as error:
        return str(error)


STATEMENTS = [
    "select customer, sum(amount) from orders group by customer",
    "delete from orders",
    "drop table orders",
    "select salary from staff",
    "select 1; drop table orders",
    "attach 'other.db' as other",
    "select count(*) from orders a, orders b, orders c",
]
print(json.dumps({
    "before": hits(TABLES), "after": hits({name: text + MORE.get(name, "") for name, text in TABLES.items()}),
    "ranks": [ranking(question, TABLES)[:2] for question, _ in QUESTIONS],
    "guard": [guarded(sql, {"orders", "tickets"}) for sql in STATEMENTS],
}))
