// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/facts.h"

// How the command line and a running server talk: over DATA-DIR/admin.sock one line of JSON is asked and one answered.
namespace greenroom {

struct AdminAsk {
    QString command;
    QStringList arguments;
    QString input; ///< what came on standard input
    QString directory; ///< what file names are relative to
    static constexpr auto fields = std::tuple {field("command", &AdminAsk::command, maxChars(40)),
        field("arguments", &AdminAsk::arguments, maxChars(4096), maxItems(100)),
        field("input", &AdminAsk::input, maxChars(1000)), field("directory", &AdminAsk::directory, maxChars(4096))};
    friend bool operator==(const AdminAsk&, const AdminAsk&) = default;
};

struct AdminTold {
    QString code; ///< "ok", or an error with its parts
    QString about; ///< the error's field
    QString detail;
    qint64 limit = 0;
    QString out; ///< what to print
    static constexpr auto fields = std::tuple {field("code", &AdminTold::code),
        field("field", &AdminTold::about, maxChars(5000)), field("detail", &AdminTold::detail, maxChars(5000)),
        field("limit", &AdminTold::limit), field("out", &AdminTold::out, maxChars(64 * 1024 * 1024))};
    friend bool operator==(const AdminTold&, const AdminTold&) = default;

    static AdminTold of(const Result<QString>& result);
    Result<QString> result() const;
};

/// Longest line asked.
inline constexpr qint64 kMostAdminAsk = 256 * 1024;

/// A descriptor of a listening or connected socket at this path, however long the path is; −1 with errno set.
int listenAt(const QString& folder);
int connectTo(const QString& folder);

/// The user at the other end of a connected Unix socket; nothing if the system does not say.
std::optional<unsigned> peerUser(int descriptor);

/// The system's name for a user, or else the number.
QString userName(unsigned user);

/// Asks the server that works on this data directory and waits for its answer. Errors: busy when none listens there,
/// timedOut when it ended before it answered; else the command's own.
Result<QString> askServer(const QString& dataDir, const AdminAsk& ask);

} // namespace greenroom
