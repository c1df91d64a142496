// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/describe.h"

#include <QTextStream>

namespace greenroom::proof {

namespace {

QString tail(const Uuid& id)
{
    return id.toString().right(6);
}

struct Describe {
    const History& history;
    QTextStream& out;

    QString name(int client) const { return history.clients[std::size_t(client)].name; }
    void operator()(const Invoked& e)
    {
        out << name(e.client) << " on " << e.session << " asks " << tail(e.id.value) << " version " << e.version.value_or(-1);
    }
    void operator()(const Answered& e)
    {
        out << "answer to " << e.attempt << ": " << codeName(e.code) << ' ' << (e.how == Ending::unknown ? "unknown " : "")
            << tail(e.stored.conversation.value) << ' ' << e.stored.number;
    }
    void operator()(const Resumed& e)
    {
        out << name(e.client) << " on " << e.session << " watches " << tail(e.stream.key) << " from " << e.cursor.number << ": "
            << enumName(e.how);
    }
    void operator()(const Observed& e)
    {
        out << name(e.client) << " on " << e.session << (e.pushed ? " is sent " : " reads ") << tail(e.stream.key) << ' '
            << e.number << " after " << e.after;
    }
    void operator()(const Listed& e)
    {
        out << name(e.client) << " on " << e.session << " is listed " << e.kind << ' ' << tail(e.id);
    }
    void operator()(const Followed& e) { out << name(e.client) << " follows " << tail(e.stream.key); }
    void operator()(const Unfollowed& e) { out << name(e.client) << " leaves " << tail(e.stream.key); }
    void operator()(const Dropped& e) { out << name(e.client) << " drops " << tail(e.stream.key); }
    void operator()(const Applied& e)
    {
        out << name(e.client) << " shows " << tail(e.stream.key) << ' ' << e.number << " after " << e.after;
    }
    void operator()(const Restored& e) { out << "restored, kept " << e.kept; }
    void operator()(const Stopped&) { out << "stopped"; }
    void operator()(const Started& e) { out << "started with " << e.loaded.value_or(-1) << " of " << e.open.value_or(-1); }
    void operator()(const Revoked& e) { out << name(e.client) << " is revoked"; }
    void operator()(const NoteSeen& e) { out << name(e.client) << " is sent a note"; }
    void operator()(const PersonSeen& e) { out << name(e.client) << " is sent the id of somebody of the staff"; }
    void operator()(const Audited& e) { out << name(e.client) << ' ' << e.object << (e.answered ? " is told" : " tries"); }
};

} // namespace

QStringList described(const History& history)
{
    QStringList lines;
    for (std::size_t i = 0; i < history.events.size(); ++i) {
        QString line;
        QTextStream out(&line);
        out << i << ' ' << toMillis(history.events[i].at) % 100'000'000 << ' ';
        std::visit(Describe {history, out}, history.events[i].what);
        out.flush();
        lines.append(line);
    }
    for (const Dump& dump : history.dumps)
        for (const StoredEntry& each : dump.entries) {
            const Entry& e = each.entry;
            lines.append(QStringLiteral("stored %1 %2 at %3 %4 %5 %6 %7")
                             .arg(tail(each.stream.key))
                             .arg(e.number)
                             .arg(toMillis(e.at) % 100'000'000)
                             .arg(tail(e.clientId.value), kindOf(e.content), plainText(e.content), e.author.name));
        }
    return lines;
}

} // namespace greenroom::proof
