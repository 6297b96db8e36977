# Processes of a measurement: `processes` is ended and `work` removed when the script that reads this file ends.
work="$(mktemp -d)"
processes=()

finish() {
  for process in "${processes[@]}"; do
    kill "$process" 2> /dev/null || true
  done
  wait 2> /dev/null || true
  rm -rf "$work"
}
trap finish EXIT

fail() {
  echo "bench: $1" >&2
  exit 1
}

# Waits up to two minutes for a command to succeed.
await() {
  local what="$1"
  shift
  for _ in $(seq 600); do
    if "$@" > /dev/null 2>&1; then
      return
    fi
    sleep 0.2
  done
  fail "$what did not come up"
}

# Builds the programs, without the network when that is possible.
build() {
  mvn -B -o -q -ntp -Dfast -Dmaven.test.skip=true -pl bench -am package > /dev/null ||
    mvn -B -q -ntp -Dfast -Dmaven.test.skip=true -pl bench -am package || fail "the build failed"
}
