// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/readers.h"

/// What libFuzzer calls, again and again; which reader is said by the build.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    greenroom::GREENROOM_READER(QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)));
    return 0;
}
