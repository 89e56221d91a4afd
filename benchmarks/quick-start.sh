#!/usr/bin/env bash
# The quick start of docs/spring-boot.md as a newcomer does it: files and commands are taken from the page's text, into an empty
# folder, with an empty local Maven repository. Prints the seconds of each step. Needs what would be published, staged before:
#   ./mvnw -Prelease -DskipTests deploy
# and the ports 8080 and 8090.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
page=$root/docs/spring-boot.md
[ -d "$root/target/staging" ] || { echo "nothing is staged: ./mvnw -Prelease -DskipTests deploy" >&2; exit 1; }
folder=$(mktemp -d)
# Each background command is a process group of its own, so that what it starts ends with it.
set -m
trap 'for group in $(jobs -p); do kill -- "-$group" 2>/dev/null || true; done; wait 2>/dev/null || true; rm -rf "$folder"' EXIT

# Everything as usual, but for the staged artifacts, which Maven Central does not have yet.
mkdir "$folder/bin" "$folder/shop"
cat > "$folder/settings.xml" <<SETTINGS
<settings>
  <profiles>
    <profile>
      <id>staged</id>
      <repositories>
        <repository><id>staged</id><url>file://$root/target/staging</url></repository>
      </repositories>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>staged</activeProfile></activeProfiles>
</settings>
SETTINGS
cat > "$folder/bin/mvn" <<MVN
#!/bin/sh
exec "$root/mvnw" -B -ntp -q -f "\$PWD" -s "$folder/settings.xml" -Dmaven.repo.local="$folder/repository" "\$@"
MVN
chmod +x "$folder/bin/mvn"
PATH=$folder/bin:$PATH
cd "$folder/shop"

started=$(date +%s.%N)
step() {
    now=$(date +%s.%N)
    printf '%6.1f s  %s\n' "$(echo "$now - $started" | bc)" "$1"
    started=$now
}
# The fenced block that follows a marker.
block() { awk -v marker="<!-- $1 -->" '$0 == marker {found=1; next} found && /^```/ {if (open) exit; open=1; next} found && open' "$page"; }
until_up() { for _ in $(seq 1 3000); do curl -s -o /dev/null "$1" && return; sleep 0.1; done; echo "$1 did not answer" >&2; tail -n 20 ./*.log >&2; exit 1; }

for file in $(sed -n 's/^<!-- file: \(.*\) -->$/\1/p' "$page"); do
    mkdir -p "$(dirname "$file")"
    block "file: $file" > "$file"
done
lines=$(wc -l < src/main/java/example/Shop.java)
step "three files written; Shop.java has $lines lines"

block "run: simulator" > simulator.sh
sh -e simulator.sh > simulator.log 2>&1 &
until_up http://localhost:8090/
step "the simulator is fetched and runs"

block "run: shop" > shop.sh
sh -e shop.sh > shop.log 2>&1 &
until_up http://localhost:8080/actuator/health
step "the shop is built and runs (all dependencies fetched into an empty repository)"

block "run: pay" > pay.sh
sh -e pay.sh > pay.log 2>&1
block "run: look" > look.sh
for _ in $(seq 1 100); do sh -e look.sh > look.log 2>/dev/null; grep -q '^Paid' look.log && break; sleep 0.1; done
cat look.log
echo
grep -q '^Paid' look.log
grep -q '"daraja":{"details":{"default":{"secondsSinceLastSuccess":[0-9]*}},"status":"UP"}' look.log
grep -q '"name":"daraja.call"' look.log
grep -q '"name":"daraja.callbacks"' look.log
step "paid, handled, seen in health and metrics"
