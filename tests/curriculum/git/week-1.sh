set -e
commit() { git add . && git commit -q -m "$1"; }
git init -q -b main work
cd work
printf '%s\n' 'select region, sum(amount) as total' 'from sale' 'where year = 2026' 'group by region' 'limit 100' > report.sql
commit 'Sum sales by region'
printf '%s\n' '*.csv' '.venv/' > .gitignore
commit 'Keep exports out of the history'
echo 'region,total' > out.csv
git status --short > ../status.txt
sed -i.bak 's/as total/as net_total/' report.sql && rm report.sql.bak
commit 'Call it net: returns are taken off'
sed -i.bak 's/from sale/from sale s/' report.sql && rm report.sql.bak
commit 'Name the table, a join will come'
sed -i.bak 's/limit 100/limit 250/' report.sql && rm report.sql.bak
commit 'Show every region, there are 231'
for change in 'join shop using (shop_id)' 'and closed is null' 'order by 2' '-- owner: finance' '-- due: 06:00'; do
  echo "-- $change" >> report.sql
  commit "Plan the next step: $change"
done
git log -S 'limit 250' --format=%s -- report.sql > ../log.txt
git blame --line-porcelain report.sql | sed -n '/^summary/h; /^\tlimit 250$/{x;p;}' > ../blame.txt
git restore --source=HEAD~3 report.sql
git diff --stat > ../diff.txt
commit 'Drop the plans of the last three commits'
