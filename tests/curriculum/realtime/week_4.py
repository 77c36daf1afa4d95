"""Clicks joined to the campaign of their user, which changes every ten minutes: the one on arrival, or the one of then."""
import json
from collections import Counter
from clicks import by_record, clicks

events = clicks()
campaign = lambda second: min(second // 600, 5)
kept, lost = by_record(events, 120, size=300)
print(json.dumps({
    "arrival": [Counter(campaign(arrived) for arrived, _, _ in events)[k] for k in range(6)],
    "then": [Counter(campaign(happened) for _, _, happened in events)[k] for k in range(6)],
    "wrong": sum(campaign(arrived) != campaign(happened) for arrived, _, happened in events),
    "kept": len(kept), "lost": len(lost), "windows": len({happened // 300 for _, _, happened in kept}),
}))
