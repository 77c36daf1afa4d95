"""The clicks of the first five weeks, in the order in which they arrive, and the rules by which a window takes them."""
from collections import Counter


def clicks():
    """(arrived, id, happened), in seconds. Every 40th comes twice."""
    found = []
    for n in range(1800):
        late = 840 if n % 100 == 74 else 360 if n % 50 == 24 else 90 if n % 20 == 9 else 0
        found.append((2 * n + late, n, 2 * n))
        if n % 40 == 0:
            found.append((2 * n + 30, n, 2 * n))
    return sorted(found)


def end_of(second, size=60):
    return (second // size + 1) * size


def by_record(events, delay, size=60):
    """The rule of Flink and of Kafka Streams: each record moves the clock, and a window is shut for what comes after it."""
    highest, kept, lost = None, [], []
    for event in events:
        shut = highest is not None and end_of(event[2], size) <= highest - delay
        (lost if shut else kept).append(event)
        highest = event[2] if highest is None else max(highest, event[2])
    return kept, lost


def by_batch(events, delay, seconds=60, behind=2, end=end_of):
    """The rule of Spark: a batch is judged by the watermark that the batch before it ran with, made of what came before that."""
    batches = {}
    for event in events:
        batches.setdefault(event[0] // seconds, []).append(event)
    maxima, kept, lost = [], [], []
    for batch in batches.values():
        known = maxima[: len(maxima) + 1 - behind]
        for event in batch:
            shut = bool(known) and end(event[2]) <= known[-1] - delay
            (lost if shut else kept).append(event)
        maxima.append(max([*maxima[-1:], *(happened for _, _, happened in batch)]))
    return kept, lost


def minutes(events):
    return Counter(happened // 60 for _, _, happened in events)
