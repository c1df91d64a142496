#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the browser tests.
exec "$(dirname "$0")/node.sh" --test "$@"
