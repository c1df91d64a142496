#!/usr/bin/env bash
# Formats every tracked C++ source (clang-format 14). With --check changes nothing and fails if something would change.
set -euo pipefail
cd "$(dirname "$0")/.."
formatter=$(command -v clang-format-14 || command -v clang-format)
mapfile -t sources < <(git ls-files -co --exclude-standard '*.h' '*.cpp')
if [ "${1:-}" = --check ]; then
    exec "$formatter" --dry-run -Werror "${sources[@]}"
fi
exec "$formatter" -i "${sources[@]}"
