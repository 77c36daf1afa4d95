# A pull request is merged on GitHub by a merge commit; here `git merge --no-ff` does the same.
set -e
git init -q --bare -b main origin.git
cd work
git remote add origin ../origin.git
git push -q -u origin main
git switch -q -c no-blanks
sed -i.bak 's/where year = 2026/where year = 2026 and region is not null/' report.sql && rm report.sql.bak
git commit -q -am 'Leave out sales without a region'
git push -q -u origin no-blanks
cd ..

git clone -q origin.git colleague
cd colleague
sed -i.bak 's/where year = 2026/where year >= 2025/' report.sql && rm report.sql.bak
git commit -q -am 'Compare with last year'
git push -q
cd ../work

git switch -q main && git pull -q
git switch -q no-blanks
if git merge -q main > ../merge.txt; then echo 'there was no conflict'; exit 1; fi
git grep -c '<<<<<<<' > ../markers.txt
sed -i.bak -e '/^<<<<<<<\|^=======\|^>>>>>>>/d' -e '/^where year = 2026/d' \
  -e 's/^where year >= 2025$/where year >= 2025 and region is not null/' report.sql && rm report.sql.bak
git add report.sql
git commit -q -m 'Merge main: two years, and no blanks'
echo '-- blanks are test orders' >> report.sql
git commit -q -am 'Say why blanks are left out, as the review asked'
git push -q

git switch -q main
git merge -q --no-ff -m 'Merge pull request 1' no-blanks
git push -q
