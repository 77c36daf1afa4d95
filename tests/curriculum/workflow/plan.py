"""The night's tasks: waves, the longest path, and what a failure holds up. Prints JSON."""

import graphlib
import json

MINUTES = {
    "extract_orders": 10, "extract_customers": 4, "extract_rates": 1, "check_orders": 3, "check_customers": 2,
    "load_orders": 8, "load_customers": 3, "convert": 5, "report": 6, "mail": 1, "archive": 7,
}
AFTER = {
    "check_orders": {"extract_orders"}, "check_customers": {"extract_customers"}, "load_orders": {"check_orders"},
    "load_customers": {"check_customers"}, "convert": {"load_orders", "extract_rates"},
    "report": {"convert", "load_customers"}, "mail": {"report"}, "archive": {"extract_orders", "extract_customers"},
}


def waves(after):
    sorter = graphlib.TopologicalSorter(after)
    sorter.prepare()
    found = []
    while sorter.is_active():
        ready = sorter.get_ready()
        found.append(sorted(ready))
        sorter.done(*ready)
    return found


def longest(after, minutes):
    """The minute at which the last task ends when each starts as soon as it may."""
    end = {}
    for task in graphlib.TopologicalSorter(after).static_order():
        end[task] = minutes[task] + max((end[before] for before in after.get(task, ())), default=0)
    return max(end.values())


def held_up(failed, after):
    held = {failed}
    for task in graphlib.TopologicalSorter(after).static_order():
        if after.get(task, set()) & held:
            held.add(task)
    return sorted(held - {failed})


def cycle(after):
    try:
        waves(after)
    except graphlib.CycleError as error:
        return error.args[1]


tasks = {task: AFTER.get(task, set()) for task in MINUTES}
print(json.dumps({
    "waves": waves(tasks),
    "all": sum(MINUTES.values()),
    "longest": longest(tasks, MINUTES),
    "held_up": held_up("check_customers", tasks),
    "cycle": cycle({**tasks, "extract_orders": {"mail"}}),
    "faster": {task: longest(tasks, {**MINUTES, task: MINUTES[task] // 2}) for task in ("archive", "load_orders")},
}))
