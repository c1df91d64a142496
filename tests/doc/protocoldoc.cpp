// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the generated part of docs/protocol.md from the messages' field lists, and a sample of each message.
//   protocol_doc write ROOT   rewrites the part, adds samples that are missing
//   protocol_doc check ROOT   changes nothing; fails and says what to do when something is not up to date
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QMap>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSet>
#include <QTextStream>

#include "core/protocol/envelope.h"
#include "tests/support/wirevalues.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const QString kBegin = u"<!-- generated from the sources: begin -->\n"_s;
const QString kEnd = u"<!-- generated from the sources: end -->\n"_s;

/// The name of a type as the sources write it.
template <class T>
QString nameOf()
{
    const QString all = QLatin1StringView(__PRETTY_FUNCTION__);
    QString name = all.mid(all.indexOf("T = "_L1) + 4);
    name.truncate(name.indexOf(QRegularExpression(u"[;\\]]"_s)));
    return name.replace("greenroom::"_L1, QString());
}

template <class T>
struct Unwrap {
    using Inner = T;
};
template <class T>
struct Unwrap<std::optional<T>> {
    using Inner = T;
};
template <class T>
constexpr bool isList = false;
template <class T>
constexpr bool isList<QList<T>> = true;

QString readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

class Page {
public:
    explicit Page(QMap<QString, QString> sentences)
        : m_sentences(std::move(sentences))
    {
    }

    QString text()
    {
        heading(u"## Requests"_s);
        Requests::forEach([&]<class R>(std::type_identity<R>) { request<R>(); });
        heading(u"## Events"_s);
        [&]<class... E>(std::type_identity<std::variant<E...>>) { (event<E>(), ...); }(std::type_identity<AnyEvent> {});
        heading(u"## Contents of an entry"_s);
        kinds(std::type_identity<Content::variant> {});
        heading(u"## Rows of boards"_s);
        kinds(std::type_identity<BoardRow> {});
        heading(u"## Other structures"_s);
        for (auto each = m_structs.cbegin(); each != m_structs.cend(); ++each)
            if (!m_written.contains(each.key()))
                m_out += u"\n### "_s + each.key() + u"\n\n"_s + sentence("struct."_L1 + each.key()) + each.value();
        heading(u"## Names"_s);
        for (auto each = m_enums.cbegin(); each != m_enums.cend(); ++each)
            m_out += u"- **"_s + each.key() + u"**: "_s + each.value() + u'\n';
        codes();
        return m_out;
    }

    QStringList missing() const { return m_missing; }
    QMap<QString, QString> samples() const { return m_samples; }

private:
    void heading(const QString& text) { m_out += u'\n' + text + u'\n'; }

    QString sentence(const QString& key)
    {
        const QString found = m_sentences.value(key);
        if (found.isEmpty())
            m_missing.append(key);
        return found + u"\n\n"_s;
    }

    template <class R>
    void request()
    {
        m_out += u"\n### "_s + R::type + u"\n\n"_s + sentence("request."_L1 + R::type);
        QStringList roles;
        for (const auto& [role, name] : EnumNames<Role>::names)
            if (R::roles.has(role))
                roles.append(name);
        m_out += u"Who: "_s + (R::roles == kEveryRole ? u"everybody"_s : roles.join(u", "_s)) + u".\n\n"_s + table<R>();
        WireValues values(1, WireValues::Mood::tame);
        const QString asked = writeRequest(u"r1"_s, values.make<R>());
        example(u"request"_s, asked);
        m_out += u"Answer: "_s
            + (std::is_same_v<typename R::Reply, Done> ? u"nothing but the code.\n\n"_s
                                                       : u"\n\n"_s + table<typename R::Reply>());
        const QString answer = writeReply(R::type, u"r1"_s, writeReplyBody(values.make<typename R::Reply>(), Audience::staff));
        example(u"reply"_s, answer);
        m_samples.insert(u"request."_s + R::type, asked);
        m_samples.insert(u"reply."_s + R::type, answer);
    }

    template <class E>
    void event()
    {
        m_out += u"\n### "_s + E::type + u"\n\n"_s + sentence("event."_L1 + E::type) + table<E>();
        const QString said = writeEvent(WireValues(1, WireValues::Mood::tame).make<E>(), Audience::staff);
        example(u"event"_s, said);
        m_samples.insert(u"event."_s + E::type, said);
    }

    template <class... Kinds>
    void kinds(std::type_identity<std::variant<Kinds...>>)
    {
        (kind<Kinds>(), ...);
    }
    template <class K>
    void kind()
    {
        if constexpr (!std::is_same_v<K, UnknownContent>) {
            m_out += u"\n### "_s + K::kind + u"\n\n"_s + sentence("kind."_L1 + K::kind) + table<K>();
            m_written.insert(nameOf<K>());
            std::variant<K> one {WireValues(1, WireValues::Mood::tame).make<K>()};
            QString json;
            codec::write(json, one, Audience::staff);
            example(u"kind"_s, json);
            m_samples.insert(u"kind."_s + K::kind, json);
        }
    }

    void example(const QString& what, const QString& json) { m_out += u"```json "_s + what + u'\n' + json + u"\n```\n\n"_s; }

    template <codec::Struct T>
    QString table()
    {
        if constexpr (std::tuple_size_v<decltype(T::fields)> == 0) {
            return u"No fields.\n\n"_s;
        } else {
            QString rows = u"| field | type | rules |\n|---|---|---|\n"_s;
            std::apply([&](const auto&... each) { ((rows += row(each)), ...); }, T::fields);
            return rows + u'\n';
        }
    }

    template <class Owner, class Value>
    QString row(const Field<Owner, Value>& each)
    {
        QStringList rules;
        using Bare = std::conditional_t<codec::isOptional<Value>, typename Unwrap<Value>::Inner, Value>;
        if (codec::isOptional<Value>)
            rules.append(u"may be left out"_s);
        if (each.rule.notEmpty)
            rules.append(u"not empty"_s);
        if ((std::is_same_v<Bare, qint64> || std::is_same_v<Bare, Millis>)&&each.rule.least != Rule().least)
            rules.append(u"%1 to %2"_s.arg(each.rule.least).arg(each.rule.most));
        if (std::is_same_v<Bare, QString> || std::is_same_v<Bare, QStringList>)
            rules.append(u"at most %1 code points"_s.arg(each.rule.chars));
        if (isList<Bare>)
            rules.append(u"at most %1 items"_s.arg(each.rule.items));
        if (each.rule.staffOnly)
            rules.append(u"never sent to customers"_s);
        return u"| `"_s + each.name + u"` | "_s + typeText(std::type_identity<Bare> {}) + u" | "_s + rules.join(u", "_s)
            + u" |\n"_s;
    }

    QString typeText(std::type_identity<bool>) { return u"true or false"_s; }
    QString typeText(std::type_identity<qint64>) { return u"whole number"_s; }
    QString typeText(std::type_identity<QString>) { return u"text"_s; }
    QString typeText(std::type_identity<Instant>) { return u"moment"_s; }
    QString typeText(std::type_identity<Millis>) { return u"milliseconds"_s; }
    QString typeText(std::type_identity<Uuid>) { return u"id"_s; }
    QString typeText(std::type_identity<StreamId>) { return u"stream"_s; }
    QString typeText(std::type_identity<Code>) { return u"code"_s; }
    QString typeText(std::type_identity<Content>) { return typeText(std::type_identity<Content::variant> {}); }
    template <class Tag>
    QString typeText(std::type_identity<Id<Tag>>)
    {
        return nameOf<Tag>().replace(QRegularExpression(u"Tag$"_s), u" id"_s).toLower();
    }
    template <codec::NamedEnum T>
    QString typeText(std::type_identity<T>)
    {
        QStringList names;
        for (const auto& [value, name] : EnumNames<T>::names)
            names.append(u'`' + name + u'`');
        m_enums.insert(nameOf<T>(), names.join(u", "_s));
        return nameOf<T>();
    }
    template <class T>
    QString typeText(std::type_identity<QList<T>>)
    {
        return u"list of "_s + typeText(std::type_identity<T> {});
    }
    template <class... Kinds>
    QString typeText(std::type_identity<std::variant<Kinds...>>)
    {
        QStringList names;
        ((std::is_same_v<Kinds, UnknownContent> ? void() : names.append(u'`' + QString(Kinds::kind) + u'`')), ...);
        return u"one of the kinds "_s + names.join(u", "_s);
    }
    template <codec::Struct T>
    QString typeText(std::type_identity<T>)
    {
        const QString name = nameOf<T>();
        if (!m_structs.contains(name)) {
            m_structs.insert(name, {});
            m_structs[name] = table<T>();
        }
        return name;
    }

    void codes()
    {
        heading(u"## Codes"_s);
        m_out += u"\n| code | stored? | what to do |\n|---|---|---|\n"_s;
        for (const Code code : allCodes()) {
            const QString stored = code == Code::ok ? u"yes"_s : code == Code::timedOut ? u"unknown"_s : u"no"_s;
            m_out += u"| `"_s + codeName(code) + u"` | "_s + stored + u" | "_s + sentence("code."_L1 + codeName(code)).trimmed()
                + u" |\n"_s;
        }
    }

    QMap<QString, QString> m_sentences;
    QMap<QString, QString> m_structs;
    QMap<QString, QString> m_enums;
    QMap<QString, QString> m_samples;
    QSet<QString> m_written;
    QStringList m_missing;
    QString m_out;
};

bool save(const QString& path, const QString& text)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0 && file.commit();
}

} // namespace

int main(int argc, char** argv)
{
    QTextStream err(stderr);
    if (argc != 3) {
        err << "usage: protocol_doc write|check ROOT\n";
        return 2;
    }
    const bool write = QByteArrayView(argv[1]) == "write";
    const QString root = QString::fromLocal8Bit(argv[2]);
    QMap<QString, QString> sentences;
    for (const QString& line : readAll(root + u"/tests/doc/sentences.txt"_s).split(u'\n'))
        if (const auto colon = line.indexOf(u": "_s); colon > 0 && !line.startsWith(u'#'))
            sentences.insert(line.first(colon), line.mid(colon + 2).trimmed());

    Page page(sentences);
    const QString generated = page.text();
    int wrong = 0;
    for (const QString& key : page.missing()) {
        err << "tests/doc/sentences.txt: one sentence is missing: " << key << ": …\n";
        ++wrong;
    }
    const QDir wire(root + u"/tests/data/wire/v1"_s);
    wire.mkpath(u"."_s);
    const auto samples = page.samples();
    for (auto each = samples.cbegin(); each != samples.cend(); ++each) {
        const QString path = wire.filePath(each.key() + u".json"_s);
        if (QFile::exists(path))
            continue;
        if (write)
            save(path, each.value() + u'\n');
        else
            err << "no sample " << path << '\n', ++wrong;
    }

    const QString path = root + u"/docs/protocol.md"_s;
    const QString now = readAll(path);
    const auto begin = now.indexOf(kBegin);
    const auto end = now.indexOf(kEnd);
    if (begin < 0 || end < begin) {
        err << path << ": the marks of the generated part are missing\n";
        return 1;
    }
    const QString next = now.first(begin) + kBegin + generated + u'\n' + now.mid(end);
    if (write)
        save(path, next);
    else if (next != now)
        err << "docs/protocol.md is not up to date\n", ++wrong;
    if (wrong && !write)
        err << "To mend: add the sentences, then run scripts/protocol-doc.sh, and commit what changed.\n";
    return wrong ? 1 : 0;
}
