"""A queue as the clouds have it, in a table: a received message is hidden for a while and comes back unless it is deleted."""
import json, sqlite3


def play(visible_after, limit, poison=(13,)):
    """Two workers and 100 messages, by a clock of whole seconds. Number 100 takes 45 seconds, all others one."""
    db = sqlite3.connect(":memory:")
    db.executescript("""
        create table queue (id integer primary key, visible int default 0, received int default 0);
        create table dead (id integer primary key); create table naive (id); create table keyed (id primary key);
        insert into queue (id) with recursive n(n) as (values (1) union all select n + 1 from n where n < 100) select n from n
    """)
    receives, busy, now, counts = 0, {}, 0, []
    while db.execute("select count(*) from queue").fetchone()[0] or busy:
        for worker in (1, 2):
            job = busy.get(worker)
            if job and job[1] == now:
                del busy[worker]
                if job[0] not in poison:
                    db.execute("insert into naive values (?)", (job[0],))
                    db.execute("insert or ignore into keyed values (?)", (job[0],))
                    db.execute("delete from queue where id = ?", (job[0],))
            if worker in busy:
                continue
            db.execute("insert or ignore into dead select id from queue where visible <= ? and received >= ?", (now, limit))
            db.execute("delete from queue where id in (select id from dead)")
            row = db.execute("select id from queue where visible <= ? order by visible, id limit 1", (now,)).fetchone()
            if row:
                receives += 1
                db.execute("update queue set visible = ?, received = received + 1 where id = ?", (now + visible_after, row[0]))
                busy[worker] = (row[0], now + (45 if row[0] == 100 else 1))
        now += 1
    count = lambda table: db.execute(f"select count(*) from {table}").fetchone()[0]
    return {"receives": receives, "naive": count("naive"), "keyed": count("keyed"),
            "dead": [id for (id,) in db.execute("select id from dead")], "seconds": now}


print(json.dumps({"short": play(30, 3), "long": play(60, 3), "repaired": play(60, 3, poison=())}))
