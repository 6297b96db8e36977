#!/usr/bin/env bash
# Measures the console in Chromium over 500 and 5,000 hosts: first paint, whole table, changes of the screen, processor time
# of a drawing, and the heap over a day of events. Takes about five minutes.
#   bench/console.sh
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"

source "$root/bench/processes.sh"

cd "$root"
mvn -B -o -q -ntp -Dfast -pl edge/query -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
  -Dmdep.outputFile=target/test-classpath.txt -DincludeScope=test > /dev/null || fail "the build failed"

cd edge/query
echo "== $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) =="
java -Xmx512m -cp "target/test-classes:target/classes:$(cat target/test-classpath.txt)" io.convergence.query.ConsoleSpeed
