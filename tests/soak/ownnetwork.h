// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace greenroom {

/// A network of this process and its children alone, in which addresses that are not loopback's lead back to them: there
/// strangers come from many machines, and the server holds its limits for each source against them.
class OwnNetwork {
public:
    /// Before any thread is made. False: the kernel does not permit it, and strangers come from loopback, whose sources the
    /// server does not tell apart.
    static bool enter();
    static bool isEntered();
    /// The server's.
    static QString address();
    /// The first two numbers of everybody's.
    static QString addressesBegin();
};

} // namespace greenroom
