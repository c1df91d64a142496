// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <optional>
#include <type_traits>
#include <variant>

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include "core/base/fields.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/domain/content.h"
#include "core/domain/stream.h"

// JSON to structs and back, driven by each struct's `fields`. Unknown fields are ignored; a missing one is an error
// unless it is a std::optional; of duplicate keys the last wins (Qt's parser).
namespace greenroom::codec {

// clang-format off
template <class T>
concept Struct = requires { T::fields; };
template <class T>
concept NamedEnum = std::is_enum_v<T> && requires { EnumNames<T>::names; };
// clang-format on

template <class T>
constexpr bool isOptional = false;
template <class T>
constexpr bool isOptional<std::optional<T>> = true;

// ---- writing: straight into text, once per audience ----

void writeString(QString& out, QStringView text);

inline void write(QString& out, bool value, Audience)
{
    out += value ? QLatin1StringView("true") : QLatin1StringView("false");
}
inline void write(QString& out, qint64 value, Audience)
{
    out += QString::number(value);
}
inline void write(QString& out, const QString& value, Audience)
{
    writeString(out, value);
}
inline void write(QString& out, Instant value, Audience)
{
    out += QString::number(toMillis(value));
}
/// A duration is milliseconds, as an instant is since 1970.
inline void write(QString& out, Millis value, Audience)
{
    out += QString::number(value.count());
}
inline void write(QString& out, const Uuid& value, Audience)
{
    writeString(out, value.toString());
}
inline void write(QString& out, const StreamId& value, Audience)
{
    writeString(out, value.toString());
}
inline void write(QString& out, Code value, Audience)
{
    writeString(out, codeName(value));
}
template <class Tag>
void write(QString& out, const Id<Tag>& value, Audience)
{
    writeString(out, value.toString());
}
template <NamedEnum T>
void write(QString& out, T value, Audience)
{
    writeString(out, QString(enumName(value)));
}
template <class T>
void write(QString& out, const QList<T>& list, Audience audience);
template <class... Kinds>
void write(QString& out, const std::variant<Kinds...>& value, Audience audience);
template <Struct T>
void write(QString& out, const T& value, Audience audience);

template <class T>
void writeMember(QString& out, bool& first, QLatin1StringView name, const T& value, Audience audience)
{
    if constexpr (isOptional<T>) {
        if (value)
            writeMember(out, first, name, *value, audience);
    } else {
        if (!first)
            out += u',';
        first = false;
        out += u'"' + name + QLatin1StringView("\":");
        write(out, value, audience);
    }
}

template <Struct T>
void writeMembers(QString& out, bool& first, const T& value, Audience audience)
{
    std::apply(
        [&](const auto&... each) {
            const auto one = [&](const auto& f) {
                if (!f.rule.staffOnly || audience == Audience::staff)
                    writeMember(out, first, f.name, value.*f.member, audience);
            };
            (one(each), ...);
            (void)one;
        },
        T::fields);
}

template <Struct T>
void write(QString& out, const T& value, Audience audience)
{
    out += u'{';
    bool first = true;
    writeMembers(out, first, value, audience);
    out += u'}';
}

template <class T>
void write(QString& out, const QList<T>& list, Audience audience)
{
    out += u'[';
    bool first = true;
    for (const T& each : list) {
        if (!first)
            out += u',';
        first = false;
        write(out, each, audience);
    }
    out += u']';
}

template <class... Kinds>
void write(QString& out, const std::variant<Kinds...>& value, Audience audience)
{
    std::visit(
        [&]<class T>(const T& kind) {
            out += QLatin1StringView("{\"kind\":\"") + T::kind + u'"';
            bool first = false;
            writeMembers(out, first, kind, audience);
            out += u'}';
        },
        value);
}

// ---- reading ----

Error invalid(const QString& path, const QString& detail);

Result<void> read(const QJsonValue& json, bool& out, const Rule& rule, const QString& path);
Result<void> read(const QJsonValue& json, qint64& out, const Rule& rule, const QString& path);
Result<void> read(const QJsonValue& json, QString& out, const Rule& rule, const QString& path);
Result<void> read(const QJsonValue& json, Instant& out, const Rule& rule, const QString& path);
Result<void> read(const QJsonValue& json, Millis& out, const Rule& rule, const QString& path);
Result<void> read(const QJsonValue& json, Uuid& out, const Rule& rule, const QString& path);
Result<void> read(const QJsonValue& json, StreamId& out, const Rule& rule, const QString& path);
Result<void> read(const QJsonValue& json, Code& out, const Rule& rule, const QString& path);
template <class Tag>
Result<void> read(const QJsonValue& json, Id<Tag>& out, const Rule& rule, const QString& path)
{
    return read(json, out.value, rule, path);
}
template <NamedEnum T>
Result<void> read(const QJsonValue& json, T& out, const Rule&, const QString& path)
{
    const QString text = json.toString();
    for (const auto& [value, name] : EnumNames<T>::names)
        if (name == text) {
            out = value;
            return {};
        }
    return invalid(path, text.left(40));
}
template <class T>
Result<void> read(const QJsonValue& json, QList<T>& out, const Rule& rule, const QString& path);
template <class... Kinds>
Result<void> read(const QJsonValue& json, std::variant<Kinds...>& out, const Rule& rule, const QString& path);
template <Struct T>
Result<void> read(const QJsonValue& json, T& out, const Rule& rule, const QString& path);

template <class T>
Result<void> readMember(const QJsonObject& object, QLatin1StringView name, T& out, const Rule& rule, const QString& path)
{
    const QJsonValue value = object.value(name);
    const QString where = path.isEmpty() ? QString(name) : path + u'.' + name;
    if constexpr (isOptional<T>) {
        if (value.isUndefined() || value.isNull()) {
            out.reset();
            return {};
        }
        typename T::value_type inner {};
        if (auto done = read(value, inner, rule, where); !done)
            return done;
        out = std::move(inner);
        return {};
    } else {
        // What customers are not sent they cannot miss: a staff-only field reads as its default when absent.
        if (value.isUndefined() && rule.staffOnly)
            return {};
        if (value.isUndefined())
            return Error {Code::missingField, where, {}, 0};
        return read(value, out, rule, where);
    }
}

template <Struct T>
Result<void> readMembers(const QJsonObject& object, T& out, const QString& path)
{
    Result<void> done;
    std::apply(
        [&](const auto&... each) {
            (void)((done = readMember(object, each.name, out.*each.member, each.rule, path), bool(done)) && ...);
        },
        T::fields);
    return done;
}

template <Struct T>
Result<void> read(const QJsonValue& json, T& out, const Rule&, const QString& path)
{
    if (!json.isObject())
        return invalid(path, QStringLiteral("an object is expected"));
    return readMembers(json.toObject(), out, path);
}

template <class T>
Result<void> read(const QJsonValue& json, QList<T>& out, const Rule& rule, const QString& path)
{
    if (!json.isArray())
        return invalid(path, QStringLiteral("a list is expected"));
    const QJsonArray array = json.toArray();
    if (array.size() > rule.items)
        return Error {Code::tooLong, path, {}, rule.items};
    if (array.isEmpty() && rule.notEmpty)
        return invalid(path, QStringLiteral("empty"));
    out.clear();
    for (qsizetype i = 0; i < array.size(); ++i) {
        T item {};
        if (auto done = read(array.at(i), item, rule, path + u'[' + QString::number(i) + u']'); !done)
            return done;
        out.append(std::move(item));
    }
    return {};
}

/// A kind nobody here knows reads as the variant's first alternative if that is UnknownContent.
template <class... Kinds>
Result<void> read(const QJsonValue& json, std::variant<Kinds...>& out, const Rule&, const QString& path)
{
    if (!json.isObject())
        return invalid(path, QStringLiteral("an object is expected"));
    const QJsonObject object = json.toObject();
    const QString kind = object.value(QLatin1StringView("kind")).toString();
    std::optional<Result<void>> done;
    const auto attempt = [&]<class T>(std::type_identity<T>) {
        if (done || T::kind != kind)
            return;
        T value {};
        done = readMembers(object, value, path);
        if (*done)
            out = std::move(value);
    };
    (attempt(std::type_identity<Kinds> {}), ...);
    if (done)
        return *done;
    using First = std::variant_alternative_t<0, std::variant<Kinds...>>;
    if (!kind.isEmpty() && First::kind == UnknownContent::kind) {
        out = First {};
        return {};
    }
    return invalid(path + QLatin1StringView(".kind"), kind.left(40));
}

} // namespace greenroom::codec
