// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QTest>

#include "core/protocol/envelope.h"
#include "tests/support/wirevalues.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 60;

QJsonObject parsed(const QString& json)
{
    return QJsonDocument::fromJson(json.toUtf8()).object();
}

template <class T>
QString written(const T& value, Audience audience = Audience::staff)
{
    QString out;
    codec::write(out, value, audience);
    return out;
}

/// Calls visit with each request, reply and event there is, and with an entry, which has every content.
template <class Visitor>
void forEachMessage(Visitor visit)
{
    Requests::forEach([&]<class R>(std::type_identity<R>) {
        visit(std::type_identity<R> {});
        visit(std::type_identity<typename R::Reply> {});
    });
    [&]<class... E>(std::type_identity<std::variant<E...>>) { (visit(std::type_identity<E> {}), ...); }(
        std::type_identity<AnyEvent> {});
    visit(std::type_identity<Entry> {});
}

// What is staff-only must not be there, at any depth. Returns the first that is.
template <class T>
QString staffField(const T&, const QJsonValue&)
{
    return {};
}
template <codec::Struct T>
QString staffField(const T& value, const QJsonValue& json);
template <class T>
QString staffField(const QList<T>& list, const QJsonValue& json)
{
    QString found;
    for (qsizetype i = 0; i < list.size() && found.isEmpty(); ++i)
        found = staffField(list[i], json.toArray().at(i));
    return found;
}
template <class T>
QString staffField(const std::optional<T>& value, const QJsonValue& json)
{
    return value ? staffField(*value, json) : QString();
}
template <class... Kinds>
QString staffField(const std::variant<Kinds...>& value, const QJsonValue& json)
{
    return std::visit([&](const auto& kind) { return staffField(kind, json); }, value);
}
template <codec::Struct T>
QString staffField(const T& value, const QJsonValue& json)
{
    QString found;
    const QJsonObject object = json.toObject();
    [[maybe_unused]] const auto one = [&](const auto& each) {
        if (each.rule.staffOnly && object.contains(each.name))
            found = each.name;
        if (found.isEmpty())
            found = staffField(value.*each.member, object.value(each.name));
    };
    std::apply([&](const auto&... each) { (one(each), ...); }, T::fields);
    return found;
}

/// The outermost names of a struct's fields that must be there.
template <codec::Struct T>
QStringList neededFields()
{
    QStringList names;
    [[maybe_unused]] const auto one = [&]<class O, class V>(const Field<O, V>& each) {
        if (!codec::isOptional<V> && !each.rule.staffOnly)
            names.append(each.name);
    };
    std::apply([&](const auto&... each) { (one(each), ...); }, T::fields);
    return names;
}

} // namespace

class TestCodec final : public QObject {
    Q_OBJECT

private:
    quint64 m_seed = 0;

private Q_SLOTS:
    void init()
    {
        bool given = false;
        m_seed = qEnvironmentVariable("GREENROOM_SEED").toULongLong(&given);
        if (!given)
            m_seed = std::random_device {}();
        qInfo("GREENROOM_SEED=%llu", m_seed);
    }

    void everyMessageReadsBackAsWritten()
    {
        forEachMessage([&]<class T>(std::type_identity<T>) {
            WireValues values(m_seed);
            for (int i = 0; i < kRounds; ++i) {
                const T value = values.make<T>();
                const QString json = written(value);
                T back {};
                const auto done = codec::readMembers(parsed(json), back, {});
                QVERIFY2(done, qPrintable(json.left(800) + u" → "_s + (done ? QString() : sentence(done.error()))));
                QVERIFY2(back == value, qPrintable(json.left(2000)));
            }
        });
    }

    void everyRequestReadsBackFromItsFrame()
    {
        Requests::forEach([&]<class R>(std::type_identity<R>) {
            WireValues values(m_seed);
            const R request = values.make<R>();
            const auto frame = readRequest(writeRequest(u"r1"_s, request).toUtf8());
            QVERIFY2(std::holds_alternative<RequestFrame>(frame), R::type.data());
            QCOMPARE(std::get<RequestFrame>(frame).id, u"r1"_s);
            QVERIFY(std::get<R>(std::get<RequestFrame>(frame).request) == request);
        });
    }

    void customersAreSentNothingStaffOnly()
    {
        forEachMessage([&]<class T>(std::type_identity<T>) {
            WireValues values(m_seed);
            for (int i = 0; i < kRounds; ++i) {
                const T value = values.make<T>();
                const QString json = written(value, Audience::customer);
                const QString found = staffField(value, parsed(json));
                QVERIFY2(found.isEmpty(), qPrintable(found + u" in "_s + json.left(800)));
                T back {};
                QVERIFY2(codec::readMembers(parsed(json), back, {}), qPrintable(json.left(800)));
            }
        });
    }

    void aMissingFieldIsNamed()
    {
        Requests::forEach([&]<class R>(std::type_identity<R>) {
            const QJsonObject whole = parsed(written(WireValues(m_seed).make<R>()));
            for (const QString& name : neededFields<R>()) {
                QJsonObject less = whole;
                less.remove(name);
                const auto read = readRequestBody(R::type, less);
                QVERIFY2(!read, qPrintable(name));
                QCOMPARE(read.error().code, Code::missingField);
                QCOMPARE(read.error().field, name);
            }
        });
    }

    void aFieldOfTheWrongKindIsNamed()
    {
        Requests::forEach([&]<class R>(std::type_identity<R>) {
            const QJsonObject whole = parsed(written(WireValues(m_seed).make<R>()));
            for (const QString& name : neededFields<R>()) {
                QJsonObject wrong = whole;
                wrong.insert(name, 0.5);
                const auto read = readRequestBody(R::type, wrong);
                QVERIFY2(!read, qPrintable(name));
                QCOMPARE(read.error().code, Code::invalidField);
                QVERIFY(read.error().field.startsWith(name));
            }
        });
    }

    void unknownFieldsAreIgnored()
    {
        Requests::forEach([&]<class R>(std::type_identity<R>) {
            const R request = WireValues(m_seed).make<R>();
            QJsonObject more = parsed(written(request));
            more.insert(u"fromTheFuture"_s, QJsonArray {1, 2});
            const auto read = readRequestBody(R::type, more);
            QVERIFY2(read, R::type.data());
            QVERIFY(std::get<R>(*read) == request);
        });
    }

    void aTextOneCodePointTooLong()
    {
        Send send = WireValues(1, WireValues::Mood::tame).make<Send>();
        send.content = Text {QString(kMessageChars, u'字').replace(0, 1, u"\U0001F600"_s)};
        QVERIFY(readRequestBody(u"send"_s, parsed(written(send))));
        send.content = Text {QString(kMessageChars + 1, u'字')};
        const auto read = readRequestBody(u"send"_s, parsed(written(send)));
        QVERIFY(!read);
        QCOMPARE(read.error(), (Error {Code::tooLong, u"content.text"_s, {}, kMessageChars}));
    }

    void halfACharacterIsReadAsItWillBeStored()
    {
        const auto read = readRequest(
            "{\"type\":\"findConversations\",\"id\":\"1\",\"body\":{\"text\":\"a\\ud83d\\ud83d\\ude00\",\"limit\":1}}");
        QCOMPARE(std::get<FindConversations>(std::get<RequestFrame>(read).request).text, u"a\ufffd\U0001F600"_s);
    }

    void ofDuplicateKeysTheLastWins()
    {
        const auto read = readRequest(
            "{\"type\":\"findConversations\",\"id\":\"1\",\"body\":{\"text\":\"a\",\"limit\":1,\"text\":\"b\"}}");
        QCOMPARE(std::get<FindConversations>(std::get<RequestFrame>(read).request).text, u"b"_s);
    }

    void aKindFromTheFutureReadsAsUnknown()
    {
        Entry entry = WireValues(1, WireValues::Mood::tame).make<Entry>();
        QJsonObject json = parsed(written(entry));
        json.insert(u"content"_s, QJsonObject {{u"kind"_s, u"hologram"_s}});
        QVERIFY(codec::readMembers(json, entry, {}));
        QVERIFY(std::holds_alternative<UnknownContent>(entry.content));
    }

    void nobodySaysWhatOnlyTheServerMay()
    {
        QJsonObject json = parsed(written(WireValues(1, WireValues::Mood::tame).make<Send>()));
        json.insert(u"content"_s, QJsonObject {{u"kind"_s, u"assigned"_s}});
        const auto read = readRequestBody(u"send"_s, json);
        QVERIFY(!read);
        QCOMPARE(read.error().field, u"content.kind"_s);
    }

    void aLoneSurrogateBecomesTheReplacementCharacter()
    {
        QString out;
        codec::writeString(out, QString(QString(QChar(0xd83d)) + u'x'));
        QCOMPARE(out, u"\"\ufffdx\""_s);
    }
};

QTEST_GUILESS_MAIN(TestCodec)
#include "tst_codec.moc"
