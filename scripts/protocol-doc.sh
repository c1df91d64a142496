#!/usr/bin/env bash
# Rewrites the generated part of docs/protocol.md and adds samples of new messages to tests/data/wire.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-dev}
[ -d "build/$preset" ] || cmake --preset "$preset"
cmake --build "build/$preset" --target protocol_doc
"build/$preset/tests/doc/protocol_doc" write .
