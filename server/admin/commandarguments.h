// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/admincommand.h"

/// What administrators write behind a command's name. An error names the argument, or the option.
namespace greenroom {

Error wrong(const QString& what, const QString& why);
/// The shop of this key.
Result<Shop> shopOf(AdminContext& context, const std::optional<QString>& key);
/// Refuses what nobody took.
Result<void> finish(const QStringList& left);
/// A name as the protocol can carry it, or those who are told of it could not read it.
Result<QString> readName(const QString& what, const QString& text, qsizetype most = 80);

} // namespace greenroom
