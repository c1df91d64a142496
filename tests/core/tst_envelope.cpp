// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/protocol/envelope.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// Written with ' for ", which moc's reading of raw strings would need.
QByteArray json(const char* text)
{
    return QByteArray(text).replace('\'', '"');
}

} // namespace

class TestEnvelope final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void badFramesAreRefusedWithWhatIsKnown_data()
    {
        QTest::addColumn<QByteArray>("utf8");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("id");
        const auto row = [](const char* name, QByteArray utf8, const QString& code, const QString& id) {
            QTest::newRow(name) << utf8 << code << id;
        };
        row("nothing", "", u"malformed"_s, {});
        row("no json", "hello", u"malformed"_s, {});
        row("a list", "[1]", u"malformed"_s, {});
        row("cut off", json("{'type':'signOut','id':'1','body':{"), u"malformed"_s, {});
        row("invalid utf-8", "{\"type\":\"a\",\"id\":\"1\",\"body\":{\"x\":\"\xff\xfe\"}}", u"malformed"_s, {});
        row("overlong utf-8", "{\"type\":\"a\",\"id\":\"1\",\"body\":{\"x\":\"\xc0\x80\"}}", u"malformed"_s, {});
        row("no type", json("{'id':'7','body':{}}"), u"malformed"_s, u"7"_s);
        row("type is a number", json("{'type':1,'id':'7','body':{}}"), u"malformed"_s, u"7"_s);
        row("no body", json("{'type':'signOut','id':'7'}"), u"malformed"_s, u"7"_s);
        row("body is a list", json("{'type':'signOut','id':'7','body':[]}"), u"malformed"_s, u"7"_s);
        row("no id", json("{'type':'signOut','body':{}}"), u"malformed"_s, {});
        row("long id", json("{'type':'signOut','id':'") + QByteArray(65, 'x') + json("','body':{}}"), u"malformed"_s, {});
        row("too deep", QByteArray(17, '[') + QByteArray(17, ']'), u"malformed"_s, {});
        row("much too deep", QByteArray(60'000, '['), u"malformed"_s, {});
        row("unknown type", json("{'type':'makeCoffee','id':'7','body':{}}"), u"unknownType"_s, u"7"_s);
        row("a reply's name", json("{'type':'stored','id':'7','body':{}}"), u"unknownType"_s, u"7"_s);
        row("missing field", json("{'type':'rate','id':'7','body':{}}"), u"missingField"_s, u"7"_s);
    }

    void badFramesAreRefusedWithWhatIsKnown()
    {
        QFETCH(QByteArray, utf8);
        QFETCH(QString, code);
        QFETCH(QString, id);
        const auto read = readRequest(utf8);
        QVERIFY(std::holds_alternative<FrameError>(read));
        QCOMPARE(codeName(std::get<FrameError>(read).error.code), code);
        QCOMPARE(std::get<FrameError>(read).id, id);
    }

    void bracketsInTextsAreNoDepth()
    {
        const QByteArray frame = json("{'type':'findConversations','id':'1','body':{'limit':1,'text':'") + QByteArray(50, '[')
            + json("\\\'{'}}");
        QVERIFY(std::holds_alternative<RequestFrame>(readRequest(frame)));
    }

    void aRefusalReadsBack()
    {
        const Error error {Code::tooLong, u"text"_s, {}, 8000};
        const QString frame = writeReply("send"_L1, u"r\"1"_s, writeErrorBody(error));
        const auto read = std::get<Frame>(readFrame(frame.toUtf8()));
        QCOMPARE(read.type, u"send"_s);
        QCOMPARE(read.id, u"r\"1"_s);
        const auto reply = readReplyBody<Done>(read.body);
        QVERIFY(!reply);
        QCOMPARE(reply.error(), (Error {Code::tooLong, u"text"_s, sentence(error), 8000}));
    }

    void aCodeFromTheFutureIsAnError()
    {
        QCOMPARE(readError(QJsonObject {{u"code"_s, u"tooFunny"_s}}).code, Code::internal);
        QVERIFY(!readReplyBody<Done>(QJsonObject {}));
    }

    void everyRequestHasRolesAndADistinctName()
    {
        QStringList names;
        Requests::forEach([&]<class R>(std::type_identity<R>) {
            QVERIFY2(!R::roles.isEmpty(), R::type.data());
            QVERIFY2(!names.contains(R::type), R::type.data());
            names.append(R::type);
        });
        QVERIFY(names.size() > 20);
    }
};

QTEST_GUILESS_MAIN(TestEnvelope)
#include "tst_envelope.moc"
