# What the answers say of the standard library, one question a function: its id, without the objective, is in the name.
from collections import Counter


def basics_q2():
    assert [amount for amount in ["100", "95", "9"] if amount > "90"] == ["95"]


def basics_q3():
    def keep(row, kept=[]):
        kept.append(row)
        return kept

    keep(1)
    assert keep(2) == [1, 2]


def data_structures_algorithms_q1():
    def comparisons(n):
        return sum(range(n))  # the list holds 0, 1, 2 ... ids when the next one is looked for

    assert 99 < comparisons(100_000) / comparisons(10_000) < 101


def data_structures_algorithms_q2():
    rows = (int(line) for line in ["1", "2"])
    assert sum(1 for _ in rows) == 2
    assert list(rows) == []


def data_structures_algorithms_q3():
    counts = Counter()
    try:
        counts[["Oslo", 1]] += 1
        raise SystemExit("a list was taken for a key")
    except TypeError:
        counts["Oslo", 1] += 1
    assert counts == {("Oslo", 1): 1}


for name, check in list(globals().items()):
    if "_q" in name:
        check()
        print(name)
