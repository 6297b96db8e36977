#!/usr/bin/env bash
# Measures single steps of the job by JMH in one thread: the rules of the convergence branch alone (EngineBench, views per
# second) and with one view per host and minute (SparseBench, views per second), decoding and redaction of a record
# (RecordBench, nanoseconds), matching of a view with 100 and 10,000 objectives (MatchBench), and documents of a tenant
# applied one by one (DefinitionsBench, milliseconds for all of them).
#   bench/micro.sh [JMH arguments, such as EngineBench -f 3 or -prof gc]
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
cd "$root"
mvn -B -o -q -ntp -Dfast -Dmaven.test.skip=true -pl bench -am package > /dev/null ||
  mvn -B -q -ntp -Dfast -Dmaven.test.skip=true -pl bench -am package || { echo "bench: the build failed" >&2; exit 1; }

# JMH calls each measured method through generated classes.
harness="$root/bench/target/jmh"
rm -rf "$harness"
mkdir -p "$harness/sources" "$harness/classes" "$harness/measured/io/convergence/bench"
cp -r bench/target/classes/io/convergence/bench/micro "$harness/measured/io/convergence/bench/"
classpath="bench/target/classes:bench/target/lib/*"
java -cp "$classpath" org.openjdk.jmh.generators.bytecode.JmhBytecodeGenerator \
  "$harness/measured" "$harness/sources" "$harness/classes" > /dev/null
find "$harness/sources" -name '*.java' -print0 | xargs -0 javac -nowarn -cp "$classpath" -d "$harness/classes"

echo "== $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg) =="
java -cp "$harness/classes:$classpath" org.openjdk.jmh.Main "$@"
