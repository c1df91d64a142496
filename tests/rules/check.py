#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the rules of the house over a checkout: check.py ROOT. Prints what breaks them; exits 1 if anything does."""
import sys

import layers
import screen
import sources
import sql
from tree import read_tree


def main():
    files = read_tree(sys.argv[1] if len(sys.argv) > 1 else ".")
    broken = 0
    for rule in layers.RULES + sources.RULES + screen.RULES + sql.RULES:
        findings = list(rule(files))
        broken += len(findings)
        if findings:
            print(f"\n{rule.__name__}: {rule.__doc__}")
            print("\n".join(f"  {each}" for each in findings))
    advice = [each for rule in sources.ADVICE for each in rule(files)]
    if advice:
        print("\nabove the soft size (not a failure):")
        print("\n".join(f"  {each}" for each in advice))
    print(f"\n{len(files)} files, {broken} findings")
    return 1 if broken or not files else 0


if __name__ == "__main__":
    sys.exit(main())
