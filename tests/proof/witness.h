// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>

#include "tests/proof/history.h"

namespace greenroom::proof {

/// Stands at one client's end of the wire and writes down what goes by. It reads the wire, nothing else; the same for the
/// desktop, the widget and, in a soak, a connection to a real server.
class Witness {
public:
    /// Every text of a note begins so, and no other.
    static constexpr QLatin1StringView kNoteMark {"n0te-"};

    Witness(History& history, int client)
        : m_history(history)
        , m_client(client)
    {
    }
    /// It turned out to be somebody else.
    void setClient(int client) { m_client = client; }
    int client() const { return m_client; }

    void sent(Instant at, quint64 session, const QString& frame);
    void received(Instant at, quint64 session, const QString& frame);
    /// The connection is over: what was not answered never will be.
    void ended(Instant at);
    Uuid epoch() const { return m_epoch; }

private:
    struct Asked {
        std::optional<std::size_t> attempt;
        std::optional<WatchStream> watch;
        qint64 order = 0;
        std::optional<StreamId> page;
        bool hello = false;
    };
    void observe(Instant at, quint64 session, const StreamId& stream, const Entry& entry, bool pushed);
    void list(Instant at, quint64 session, QStringView frame);
    bool isStaff() const { return m_history.clients[std::size_t(m_client)].isStaff; }

    History& m_history;
    int m_client;
    Uuid m_epoch;
    QHash<QString, Asked> m_asked;
    std::vector<QString> m_staff; ///< their ids, as the wire has them
    QHash<QString, Instant> m_listed; ///< kind and id of a row: when it was last written down
    qint64 m_order = 0;
};

} // namespace greenroom::proof
