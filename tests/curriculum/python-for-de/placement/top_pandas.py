import pandas as pd

visits = pd.read_csv("visits.csv", names=["user", "seconds"])
totals = visits[visits.seconds >= 5].groupby("user", as_index=False).seconds.sum()
top = totals.sort_values(["seconds", "user"], ascending=[False, True]).head(5)
print("\n".join(f"{user} {seconds}" for user, seconds in zip(top.user, top.seconds)))
