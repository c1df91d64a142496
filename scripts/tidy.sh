#!/usr/bin/env bash
# Runs clang-tidy 14 over sources of a configured build: scripts/tidy.sh [PRESET] [PATH…] (default: dev, core).
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-dev}
shift || true
[ $# -gt 0 ] || set -- core
mkdir -p "build/$preset/tidy"
# g++'s own flags and its precompiled headers mean nothing to clang.
python3 - "build/$preset" <<'P'
import json, re, sys
entries = json.load(open(sys.argv[1] + "/compile_commands.json"))
for each in entries:
    each["command"] = re.sub(r" -include \S+cmake_pch\.hxx| -Winvalid-pch| -Wduplicated-cond| -Wlogical-op| -fconcepts\S*", "", each["command"])
    each["command"] = re.sub(r"^.*?(/\S*c\+\+) ", r"\1 ", each["command"])
json.dump(entries, open(sys.argv[1] + "/tidy/compile_commands.json", "w"))
P
mapfile -t sources < <(git ls-files -- "${@/%//*.cpp}" | grep '\.cpp$' || true)
[ ${#sources[@]} -gt 0 ] || { echo "tidy: no sources in $*"; exit 1; }
printf '%s\0' "${sources[@]}" | xargs -0 -P "$(nproc)" -n 1 clang-tidy-14 -p "build/$preset/tidy" --quiet
