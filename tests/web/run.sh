#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the browser tests; fetches their two packages first if need be.
set -eu
cd "$(dirname "$0")"
[ -d node_modules/playwright-core ] && [ -d node_modules/ws ] || npm ci --no-audit --no-fund
exec node --test "$@"
