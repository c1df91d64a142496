#!/usr/bin/env bash
# Looks for bytes that a reader of ours takes wrongly: builds the fuzzers (clang, libFuzzer) and lets each of them look, with the
# kept corpus as its begin. Usage: scripts/fuzz.sh [seconds] [reader…], 60 seconds for all four together without arguments.
# What it finds is a file build/fuzz/found/<reader>-…: mend the reader, then keep the file in tests/fuzz/<reader>.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
readers=("${@:2}")
[ ${#readers[@]} -gt 0 ] || readers=(messages http imports media)
case "$seconds" in '' | *[!0-9]*) echo "fuzz.sh: \"$seconds\" is no number of seconds" >&2; exit 2 ;; esac

cmake --preset fuzz
cmake --build --preset fuzz
each=$((seconds / ${#readers[@]}))
[ "$each" -gt 0 ] || each=1
failed=0
mkdir -p build/fuzz/found
for reader in "${readers[@]}"; do
    learnt=build/fuzz/learnt/$reader
    mkdir -p "$learnt"
    more=()
    [ "$reader" != messages ] || more=(tests/data/wire/*/)
    log=build/fuzz/$reader.log
    if build/fuzz/tests/fuzz/fuzz_"$reader" -max_total_time="$each" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix=build/fuzz/found/"$reader"- "$learnt" tests/fuzz/"$reader" "${more[@]}" >"$log" 2>&1; then
        echo "$reader: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs in $each s, nothing found"
    else
        echo "$reader: found something:"
        grep -vE '^#[0-9]+\s' "$log" | tail -n 40
        failed=1
    fi
done
exit "$failed"
