// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/witness.h"

#include <QJsonDocument>

#include "core/protocol/envelope.h"
#include "tests/proof/rules.h"

namespace greenroom::proof {

using namespace Qt::StringLiterals;

namespace {

template <class T>
std::optional<T> readBody(const QJsonObject& body)
{
    T value {};
    return codec::readMembers(body, value, {}) ? std::optional(value) : std::nullopt;
}

QJsonObject parsed(const QString& frame)
{
    return QJsonDocument::fromJson(frame.toUtf8()).object();
}

} // namespace

void Witness::sent(Instant at, quint64 session, const QString& frame)
{
    const QJsonObject object = parsed(frame);
    const QString type = object.value(QLatin1StringView("type")).toString();
    const QJsonObject body = object.value(QLatin1StringView("body")).toObject();
    Asked& asked = m_asked[object.value(QLatin1StringView("id")).toString()];
    asked.order = ++m_order;
    if (type == Hello::type) {
        asked.hello = true;
    } else if (type == WatchStream::type) {
        asked.watch = readBody<WatchStream>(body);
    } else if (type == ReadStream::type) {
        if (const auto read = readBody<ReadStream>(body))
            asked.page = read->stream;
    } else if (const auto id = Uuid::fromString(body.value(QLatin1StringView("clientId")).toString())) {
        Invoked invoked {m_client, session, ClientId(*id), Op::other, 0, {}};
        if (const auto version = body.value(QLatin1StringView("assignmentVersion")); version.isDouble())
            invoked.version = version.toInteger();
        if (type == Send::type) {
            if (const auto send = readBody<Send>(body)) {
                invoked.op = Op::say;
                invoked.digest = std::visit([](const auto& said) { return digestOf(Content(said)); }, send->content);
            }
        } else if (type == AddNote::type) {
            if (const auto note = readBody<AddNote>(body)) {
                invoked.op = Op::note;
                invoked.digest = digestOf(Note {note->text});
            }
        } else if (type == Recall::type) {
            if (const auto recall = readBody<Recall>(body))
                invoked.digest = digestOf(Recalled {recall->number});
        }
        asked.attempt = m_history.add(at, invoked);
    }
}

void Witness::received(Instant at, quint64 session, const QString& frame)
{
    if (frame.contains(kNoteMark))
        m_history.add(at, NoteSeen {m_client});
    if (!isStaff()) {
        for (std::size_t i = m_staff.size(); i < m_history.agents.size(); ++i)
            m_staff.push_back(m_history.agents[i].person.toString());
        if (std::any_of(m_staff.begin(), m_staff.end(), [&frame](const QString& id) { return frame.contains(id); }))
            m_history.add(at, PersonSeen {m_client});
    }
    static const QString listed = u"{\"type\":\"" + BoardChanged::type + u"\",\"body\":";
    if (frame.startsWith(listed)) {
        list(at, session, frame);
        return;
    }
    const QJsonObject object = parsed(frame);
    const QJsonObject body = object.value(QLatin1StringView("body")).toObject();
    const QString id = object.value(QLatin1StringView("id")).toString();
    if (id.isEmpty()) {
        if (object.value(QLatin1StringView("type")) == Entries::type)
            if (const auto event = readBody<Entries>(body))
                for (const Entry& entry : event->entries)
                    observe(at, session, event->stream, entry, true);
        return;
    }
    const auto found = m_asked.find(id);
    if (found == m_asked.end())
        return;
    const Asked asked = *found;
    m_asked.erase(found);
    if (asked.hello) {
        if (const auto welcome = readReplyBody<Welcome>(body))
            m_epoch = (*welcome).epoch;
    } else if (asked.watch) {
        if (const auto watching = readReplyBody<Watching>(body))
            m_history.add(
                at, Resumed {m_client, session, asked.watch->stream, asked.watch->cursor, (*watching).resume, asked.order});
    } else if (asked.page) {
        if (const auto page = readReplyBody<StreamPage>(body))
            for (const Entry& entry : (*page).entries)
                observe(at, session, *asked.page, entry, false);
    } else if (asked.attempt) {
        const auto stored = readReplyBody<Stored>(body);
        if (stored)
            m_history.add(at, Answered {*asked.attempt, Ending::ok, Code::ok, *stored, m_epoch});
        else
            m_history.add(at, Answered {*asked.attempt, Ending::fail, stored.error().code, {}, m_epoch});
    }
}

void Witness::observe(Instant at, quint64 session, const StreamId& stream, const Entry& entry, bool pushed)
{
    const Digest digest = digestOf(entry);
    const bool internal = isInternal(entry.content) || (!isStaff() && digest != digestOf(entry, Audience::customer));
    m_history.add(at,
        Observed {m_client, session, m_epoch, stream, entry.number, entry.after, entry.audience, digest, pushed,
            isTombstone(entry), internal});
}

/// What lists show is most of what comes, so it is not read as JSON is: in it a bare quotation mark is none of anybody's words.
void Witness::list(Instant at, quint64 session, QStringView frame)
{
    static const QString begins = u"{\"kind\":\""_s;
    static const QString between = u"\",\"id\":\""_s;
    constexpr qsizetype kIdChars = 36;
    for (qsizetype from = 0; (from = frame.indexOf(begins, from)) >= 0;) {
        from += begins.size();
        const qsizetype kindEnds = frame.indexOf(between, from);
        const qsizetype ends = kindEnds < 0 ? frame.size() : std::min(kindEnds + between.size() + kIdChars, frame.size());
        const QString row = frame.mid(from, ends - from).toString();
        const auto known = m_listed.find(row);
        if (known != m_listed.end() && at - *known < 1s)
            continue;
        m_listed.insert(row, at);
        const auto id = Uuid::fromString(row.right(kIdChars));
        m_history.add(at, Listed {m_client, session, row.section(u'"', 0, 0), id.value_or(Uuid())});
    }
}

void Witness::ended(Instant at)
{
    std::vector<std::size_t> open;
    for (const Asked& asked : std::as_const(m_asked))
        if (asked.attempt)
            open.push_back(*asked.attempt);
    m_asked.clear();
    m_listed.clear();
    std::sort(open.begin(), open.end());
    for (std::size_t attempt : open)
        m_history.add(at, Answered {attempt, Ending::unknown, Code::offline, {}, m_epoch});
}

} // namespace greenroom::proof
