# A gate and a deployment made of git alone. Prints what came of each push.
set -euo pipefail
mkdir pipeline && cd pipeline && git init -q -b main
cat > load.py <<'PY'
import csv, sqlite3, sys


def load(database, file):
    with open(file, newline="") as lines:
        rows = [(row["day"], row["id"], int(row["amount"])) for row in csv.DictReader(lines)]
    bad = [id for _, id, amount in rows if amount < 0]
    if bad:
        raise ValueError(f"{len(bad)} negative amounts, first {bad[0]}")
    days = {(day,) for day, _, _ in rows}
    with sqlite3.connect(database) as db:
        db.execute("create table if not exists sale (day, id, amount)")
        db.executemany("delete from sale where day = ?", days)
        db.executemany("insert into sale values (?, ?, ?)", rows)


if __name__ == "__main__":
    load(*sys.argv[1:])
PY
cat > test_load.py <<'PY'
import os, sqlite3, tempfile, unittest
from load import load


class Load(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.database = os.path.join(self.folder.name, "sale.db")

    def tearDown(self):
        self.folder.cleanup()

    def totals(self):
        db = sqlite3.connect(self.database)
        try:
            return db.execute("select count(*), sum(amount) from sale").fetchone()
        finally:
            db.close()

    def test_the_sample(self):
        load(self.database, "sample.csv")
        self.assertEqual(self.totals(), (100, 4950))

    def test_a_second_run_changes_nothing(self):
        for _ in range(2):
            load(self.database, "sample.csv")
        self.assertEqual(self.totals(), (100, 4950))

    def test_a_negative_amount_is_refused(self):
        bad = os.path.join(self.folder.name, "bad.csv")
        with open(bad, "w") as file:
            file.write("day,id,amount\n2026-01-01,1,-1\n")
        with self.assertRaises(ValueError):
            load(self.database, bad)
PY
{ echo day,id,amount; for i in $(seq 0 99); do echo "2026-01-0$((i % 3 + 1)),$i,$i"; done; } > sample.csv
git add . && git commit -qm "Load a file of sales" && cd ..

git init -q --bare -b main hub.git
cat > hub.git/hooks/pre-receive <<'SH'
#!/usr/bin/env bash
set -euo pipefail
while read -r old new ref; do
  [ "$ref" = refs/heads/main ] || continue
  folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
  git archive "$new" | tar -x -C "$folder"
  (cd "$folder" && unset GIT_DIR && python3 -m unittest -q) || { echo "tests failed: main stays as it is"; exit 1; }
done
SH
cat > hub.git/hooks/post-receive <<'SH'
#!/usr/bin/env bash
set -euo pipefail
while read -r old new ref; do
  [ "$ref" = refs/heads/main ] || continue
  mkdir -p "../releases/$new"
  git archive "$new" | tar -x -C "../releases/$new"
  cp ../CURRENT ../PREVIOUS 2>/dev/null || true
  echo "$new" > ../CURRENT.new && mv ../CURRENT.new ../CURRENT
done
SH
chmod +x hub.git/hooks/pre-receive hub.git/hooks/post-receive

cd pipeline && git remote add origin ../hub.git
state() { echo "$1 main=$(git --git-dir ../hub.git log -1 --format=%s main) current=$(git log -1 --format=%s "$(cat ../CURRENT)")"; }
git push -q origin main && state "first push:"
git switch -qc faster
sed -i.old '/executemany("delete/d' load.py && rm load.py.old && git commit -qam "Skip the delete"
git push -q origin faster && state "branch pushed:"
git push -q origin faster:main 2> ../refused && echo "not refused" || state "refused:"
grep -o "pre-receive hook declined" ../refused | head -1
git revert --no-edit -q HEAD 2>/dev/null || git revert --no-edit HEAD >/dev/null
printf '# sales by day\n' > README && git add README && git commit -qm "Say what it is"
git push -q origin faster:main && state "repaired:"
cp ../PREVIOUS ../CURRENT && state "rolled back:"
python3 "../releases/$(cat ../CURRENT)/load.py" ../live.db sample.csv && python3 "../releases/$(cat ../CURRENT)/load.py" ../live.db sample.csv
python3 -c 'import sqlite3; print("rows", *sqlite3.connect("../live.db").execute("select count(*) from sale").fetchone())'
