// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/proof/invariants.h"

// Each promise by itself: invariants.cpp lists them, D are in delivery.cpp, A, S and R in desk.cpp.
namespace greenroom::proof::checks {

Violations d1(const History&);
Violations d2(const History&);
Violations d3(const History&);
Violations d4(const History&);
Violations d5(const History&);
Violations d6(const History&);
Violations d7(const History&);
Violations d8(const History&);
Violations d9(const History&);
Violations d10(const History&);
Violations d11(const History&);
Violations d12(const History&);
Violations d13(const History&);
Violations a1(const History&);
Violations a2(const History&);
Violations a3(const History&);
Violations a4(const History&);
Violations a5(const History&);
Violations a6(const History&);
Violations s1(const History&);
Violations s2(const History&);
Violations r1(const History&);
Violations r2(const History&);
Violations r3(const History&);
Violations r4(const History&);

} // namespace greenroom::proof::checks
