#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs node here, with the two packages the browser's scripts need; fetches them first if need be.
set -eu
cd "$(dirname "$0")"
[ -d node_modules/playwright-core ] && [ -d node_modules/ws ] || npm ci --ignore-scripts --no-audit --no-fund >&2
exec node "$@"
