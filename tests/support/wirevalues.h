// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>

#include "core/protocol/codec.h"

namespace greenroom {

/// Makes valid values of anything that has `fields`, by its rules. Wild: random and at the limits, for properties.
/// Tame: the same each time and readable, for the documentation.
class WireValues {
public:
    enum class Mood { wild, tame };
    explicit WireValues(quint64 seed, Mood mood = Mood::wild)
        : m_random(seed)
        , m_tame(mood == Mood::tame)
    {
    }

    template <codec::Struct T>
    T make()
    {
        T value {};
        std::apply([&](const auto&... each) { (fill(value.*each.member, each.rule, each.name), ...); }, T::fields);
        return value;
    }

private:
    quint64 below(quint64 limit) { return m_random() % limit; }

    void fill(bool& out, const Rule&, QLatin1StringView) { out = m_tame || below(2) == 0; }
    void fill(qint64& out, const Rule& rule, QLatin1StringView)
    {
        if (m_tame) {
            out = std::clamp<qint64>(3, rule.least, rule.most);
            return;
        }
        const qint64 near = static_cast<qint64>(below(1'000'000));
        const qint64 choices[] {rule.least, rule.most, std::clamp(near, rule.least, rule.most)};
        out = choices[below(3)];
    }
    void fill(QString& out, const Rule& rule, QLatin1StringView name)
    {
        static const QStringList pieces {QStringLiteral("a"), QStringLiteral("\""), QStringLiteral("\\"), QStringLiteral("\n"),
            QStringLiteral("\t"), QStringLiteral("\u0001"), QStringLiteral("你"), QStringLiteral("\U0001F600"),
            QStringLiteral("ש"), QStringLiteral("\u202e"), QStringLiteral("</script>")};
        out = m_tame ? tameText(name).left(rule.chars) : rule.notEmpty ? QStringLiteral("x") : QString();
        if (m_tame)
            return;
        const bool full = below(40) == 0;
        const qint64 length = full ? rule.chars : std::min(rule.chars, static_cast<qint64>(below(20)));
        for (qint64 count = codePoints(out); count < length;) {
            const QString& piece = pieces[static_cast<qsizetype>(below(static_cast<quint64>(pieces.size())))];
            const bool fits = count + codePoints(piece) <= length;
            out += fits ? piece : QStringLiteral("z");
            count += fits ? codePoints(piece) : 1;
        }
    }
    void fill(Instant& out, const Rule&, QLatin1StringView)
    {
        out = fromMillis(m_tame ? 1'763'692'800'000 : static_cast<qint64>(below(1ULL << 46)));
    }
    void fill(Millis& out, const Rule& rule, QLatin1StringView name)
    {
        qint64 millis = 0;
        fill(millis, rule, name);
        out = Millis(millis);
    }
    void fill(Uuid& out, const Rule&, QLatin1StringView)
    {
        out = m_tame ? Uuid {0x019a'0000'0000'7000ULL, 0x8000'0000'0000'0000ULL + ++m_serial}
                     : Uuid {m_random() | 1, m_random()};
    }
    template <class Tag>
    void fill(Id<Tag>& out, const Rule& rule, QLatin1StringView name)
    {
        fill(out.value, rule, name);
    }
    void fill(StreamId& out, const Rule& rule, QLatin1StringView name)
    {
        fill(out.key, rule, name);
        const auto& names = EnumNames<StreamKind>::names;
        out.kind = m_tame ? StreamKind::conversation : names[below(names.size())].first;
    }
    void fill(Code& out, const Rule&, QLatin1StringView)
    {
        const auto codes = allCodes();
        out = m_tame ? Code::forbidden : codes[static_cast<qsizetype>(below(static_cast<quint64>(codes.size())))];
    }
    template <codec::NamedEnum T>
    void fill(T& out, const Rule&, QLatin1StringView)
    {
        const auto& names = EnumNames<T>::names;
        out = names[m_tame ? 0 : below(names.size())].first;
    }
    template <class T>
    void fill(QList<T>& out, const Rule& rule, QLatin1StringView name)
    {
        out.clear();
        const quint64 count = m_tame ? 1 : below(static_cast<quint64>(std::min<qint64>(rule.items, 3)) + 1);
        for (quint64 i = 0; i < std::max<quint64>(count, rule.notEmpty ? 1 : 0); ++i) {
            T item {};
            fill(item, rule, name);
            out.append(std::move(item));
        }
    }
    template <class T>
    void fill(std::optional<T>& out, const Rule& rule, QLatin1StringView name)
    {
        out.reset();
        if (!m_tame && below(2) == 0)
            return;
        fill(out.emplace(), rule, name);
    }
    template <class... Kinds>
    void fill(std::variant<Kinds...>& out, const Rule&, QLatin1StringView)
    {
        using First = std::variant_alternative_t<0, std::variant<Kinds...>>;
        constexpr bool open = std::is_same_v<First, UnknownContent>;
        quint64 chosen = m_tame ? (open ? 1 : 0) : below(sizeof...(Kinds));
        ((chosen-- == 0 ? void(out = make<Kinds>()) : void()), ...);
    }
    template <codec::Struct T>
    void fill(T& out, const Rule&, QLatin1StringView)
    {
        out = make<T>();
    }

    static QString tameText(QLatin1StringView name)
    {
        static const QHash<QString, QString> known {{QStringLiteral("text"), QStringLiteral("Where is my parcel?")},
            {QStringLiteral("currency"), QStringLiteral("CNY")}, {QStringLiteral("language"), QStringLiteral("zh-CN")},
            {QStringLiteral("version"), QStringLiteral("0.1.0")},
            {QStringLiteral("page"), QStringLiteral("https://shop.example/live/8")},
            {QStringLiteral("url"), QStringLiteral("https://shop.example/p/1")},
            {QStringLiteral("app"), QStringLiteral("desktop")}, {QStringLiteral("path"), QStringLiteral("/blob/…")}};
        return known.value(QString(name), QStringLiteral("some ") + name);
    }

    std::mt19937_64 m_random;
    bool m_tame;
    quint64 m_serial = 0;
};

} // namespace greenroom
