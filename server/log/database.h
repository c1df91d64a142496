// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <type_traits>

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include "core/base/fields.h"
#include "core/base/ids.h"
#include "core/base/result.h"

namespace greenroom {

// ---- values as they stand in SQL: ids as BLOB(16), instants as milliseconds, enums by their wire name ----

inline QVariant toSql(const QString& text)
{
    return text.isNull() ? QStringLiteral("") : text;
}
inline QVariant toSql(const QByteArray& bytes)
{
    return bytes;
}
inline QVariant toSql(qint64 number)
{
    return number;
}
inline QVariant toSql(int number)
{
    return number;
}
inline QVariant toSql(bool flag)
{
    return flag ? 1 : 0;
}
inline QVariant toSql(Instant at)
{
    return toMillis(at);
}
inline QVariant toSql(const Uuid& id)
{
    return id.toBytes();
}
template <class Tag>
QVariant toSql(const Id<Tag>& id)
{
    return id.toBytes();
}
template <class Enum>
requires std::is_enum_v<Enum> QVariant toSql(Enum value)
{
    return QString(enumName(value));
}
template <class T>
QVariant toSql(const std::optional<T>& value)
{
    return value ? toSql(*value) : QVariant();
}

inline void fromSql(const QVariant& sql, QVariant& out)
{
    out = sql;
}
inline void fromSql(const QVariant& sql, QString& out)
{
    out = sql.toString();
}
inline void fromSql(const QVariant& sql, QByteArray& out)
{
    out = sql.toByteArray();
}
inline void fromSql(const QVariant& sql, qint64& out)
{
    out = sql.toLongLong();
}
inline void fromSql(const QVariant& sql, bool& out)
{
    out = sql.toInt() != 0;
}
inline void fromSql(const QVariant& sql, Instant& out)
{
    out = fromMillis(sql.toLongLong());
}
inline void fromSql(const QVariant& sql, Uuid& out)
{
    out = Uuid::fromBytes(sql.toByteArray()).value_or(Uuid {});
}
template <class Tag>
void fromSql(const QVariant& sql, Id<Tag>& out)
{
    fromSql(sql, out.value);
}
template <class Enum>
requires std::is_enum_v<Enum>
void fromSql(const QVariant& sql, Enum& out)
{
    const QString text = sql.toString();
    for (const auto& [value, name] : EnumNames<Enum>::names)
        if (name == text)
            out = value;
}
template <class T>
void fromSql(const QVariant& sql, std::optional<T>& out)
{
    out.reset();
    if (!sql.isNull())
        fromSql(sql, out.emplace());
}

/// A statement being run; valid until the next call with the same text on the same Database.
class Rows {
public:
    explicit Rows(QSqlQuery& query)
        : m_query(&query)
    {
    }

    bool next() { return m_query->next(); }
    template <class T>
    T get(int column) const
    {
        T value {};
        fromSql(m_query->value(column), value);
        return value;
    }
    /// Fills the given places from the row's columns, in order.
    template <class... T>
    void into(T&... places) const
    {
        int column = 0;
        (fromSql(m_query->value(column++), places), ...);
    }
    qint64 affected() const { return m_query->numRowsAffected(); }

private:
    QSqlQuery* m_query;
};

/// One connection to the store, for one thread: opened, used and closed there. Statements are constant texts, prepared
/// once and kept; values are only ever bound.
class Database {
public:
    enum class Mode { readWrite, readOnly };

    /// SQLite in WAL with synchronous=FULL and foreign keys on; every pragma is read back and must hold.
    /// Only a readWrite connection checkpoints. Errors: storage.
    static Result<std::unique_ptr<Database>> open(const QString& path, Mode mode);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    template <class... Values>
    Result<Rows> run(const QString& sql, const Values&... values)
    {
        return execute(sql, {toSql(values)...});
    }

    /// Each of the three lets go of every row still open. A connection that keeps one looks at the past for ever: the
    /// write-ahead log then grows without end, because nobody may move what is behind it into the store, and a lock
    /// that somebody else holds for a moment is not waited for.
    Result<void> begin();
    Result<void> commit();
    void rollback();
    /// A look at one state of the store: until endLook() every statement sees the same, whatever is committed meanwhile.
    Result<void> beginLook();
    /// Lets go of that state.
    void endLook();

    /// Everything committed so far is on the disk when this returns, whoever committed it. For a start: what an earlier process
    /// committed may be in the operating system's memory alone, if it died before it had synced, and nobody may be told of it.
    Result<void> settle();

    /// True if the last failure leaves open whether a commit happened (an I/O error, a damaged file), rather than saying that
    /// it did not.
    bool lastOutcomeUnknown() const { return m_unknown; }

private:
    explicit Database(const QString& connectionName);
    Result<Rows> execute(const QString& sql, const QVariantList& values);
    void letRowsGo();
    Error failure(const QSqlError& error);

    QString m_name;
    QSqlDatabase m_connection;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_prepared;
    bool m_unknown = false;
};

} // namespace greenroom
