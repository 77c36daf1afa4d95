# extract.py [LOOKBACK]: copies what changed since the last run; with a lookback in seconds, it looks back that far and finds deletions.
import sqlite3
import sys

lookback = int(sys.argv[1]) if len(sys.argv) > 1 else None

database = sqlite3.connect("copy.db")
with database:
    database.execute("create table if not exists watermark (at integer)")
    since = database.execute("select coalesce(max(at), 0) from watermark").fetchone()[0] - (lookback or 0)
    database.execute(
        """insert into copy select id, name, updated_at from src where updated_at > ?
           on conflict (id) do update set name = excluded.name, updated_at = excluded.updated_at""",
        (since,),
    )
    if lookback is not None:
        database.execute("delete from copy where id not in (select id from src)")
    database.execute("insert into watermark select max(updated_at) from copy")
