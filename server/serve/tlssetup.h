// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QSslConfiguration>

#include "server/config/config.h"

namespace greenroom {

/// What the settings say of TLS: nothing, or the chain and key with TLS 1.2 and 1.3 and authenticated ciphers only. Error
/// config: names the setting and what is wrong with its file.
Result<std::optional<QSslConfiguration>> readTls(const Config& config);

} // namespace greenroom
