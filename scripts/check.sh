#!/usr/bin/env bash
# Builds with sanitizers and runs every test.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset asan && cmake --build --preset asan && ctest --preset asan
