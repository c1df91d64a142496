#!/usr/bin/env bash
# The whole check, from nothing: installs what is missing, formats nothing but says what is not formatted, builds with the
# sanitizers (CHECK_PRESET names another preset), runs every test, browser and desktop included, and fuzzes for a minute. Every
# stage runs even if an earlier one failed, as far as it can; the table at the end has the minutes; the exit code is the verdict.
set -uo pipefail
cd "$(dirname "$0")/.."

export LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
export CCACHE_MAXSIZE="${CCACHE_MAXSIZE:-5G}"
# Leaks of the graphics and font libraries are not ours to mend; ours are found.
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0:detect_stack_use_after_return=0}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
export LSAN_OPTIONS="${LSAN_OPTIONS:-suppressions=$PWD/tests/support/lsan.supp:print_suppressions=0}"

if [ -d ../shared/data ]; then
    GREENROOM_DATA=$(cd ../shared/data && pwd)
    export GREENROOM_DATA
    echo "check: real dialogues from $GREENROOM_DATA"
else
    echo "check: no ../shared/data here; tests on real dialogues say that they are skipped"
fi

names=() seconds=() results=()
failed=0
stage() { # <name> <command…>
    local name=$1 begin=$SECONDS result=ok
    shift
    printf '\n== %s\n' "$name"
    "$@" || { result="FAILED ($?)"; failed=1; }
    names+=("$name") seconds+=($((SECONDS - begin))) results+=("$result")
    [ "$result" = ok ]
}

preset=${CHECK_PRESET:-asan}
build() { cmake --preset "$preset" && cmake --build --preset "$preset" -- -k 0; }
browser_parts() {
    [ -f tests/web/package-lock.json ] || { echo "no browser tests in this tree"; return 0; }
    (cd tests/web && npm ci --ignore-scripts --no-audit --no-fund)
}
tests() {
    ctest --preset "$preset" --no-tests=error -j "$(nproc)" 2>&1 | tee "build/$preset/ctest.log"
    local code=${PIPESTATUS[0]}
    closing=$(grep -E '% tests passed' "build/$preset/ctest.log" || echo "ctest did not finish")
    return "$code"
}

closing="no test was run"
begin=$SECONDS
if stage install scripts/install.sh; then
    stage format scripts/format.sh --check
    stage "browser parts" browser_parts
    stage build build && stage tests tests
    stage fuzzing scripts/fuzz.sh 60
fi

printf '\n%-16s %8s  %s\n' stage minutes result
for i in "${!names[@]}"; do
    printf '%-16s %5d:%02d  %s\n' "${names[$i]}" $((seconds[i] / 60)) $((seconds[i] % 60)) "${results[$i]}"
done
printf '%-16s %5d:%02d\n' all $(((SECONDS - begin) / 60)) $(((SECONDS - begin) % 60))
echo "$closing"
exit "$failed"
