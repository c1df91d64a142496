// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace greenroom {

/// The cache's schema, step by step: each step is a list of statements, run in one transaction with its number
/// (PRAGMA user_version = index + 1). Steps are only appended; a fresh cache runs them all.
const QList<QStringList>& cacheMigrations();

} // namespace greenroom
