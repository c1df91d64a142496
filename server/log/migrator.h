// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/database.h"

namespace greenroom {

/// Brings a database to the version this program knows: runs the numbered files of :/migrations that it has not had,
/// each in one transaction together with its number. A fresh database is built by running all of them.
/// Refuses (schemaNewer) a database that a newer program has written.
class Migrator {
public:
    /// Number of the newest migration here.
    static int newest();
    /// The version a database stands at; 0 when fresh.
    static Result<int> version(Database& database);
    /// Runs what is missing up to `target`; one statement a paragraph.
    static Result<void> migrate(Database& database, int target = newest());
};

} // namespace greenroom
