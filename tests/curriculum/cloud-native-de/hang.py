"""What one hanging night costs with each set of limits, and how long it takes until somebody knows."""
import json

PRICE = 10 * 0.44  # dollars an hour: ten units at 0.44
USUAL = 20  # minutes
NIGHTS = 30


def month(limit_minutes, retries):
    """All nights are as usual but one, in which every try hangs until the limit ends it."""
    hung = limit_minutes * (1 + retries)
    minutes = (NIGHTS - 1) * USUAL + hung
    return {"hung_hours": hung / 60, "cost": round(minutes / 60 * PRICE, 2)}


print(json.dumps({
    "usual": round(NIGHTS * USUAL / 60 * PRICE, 2),
    "two days, no retry": month(2880, 0),
    "two days, two retries": month(2880, 2),
    "an hour, two retries": month(60, 2),
    "an hour, no retry": month(60, 0),
}))
