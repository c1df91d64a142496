// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include "core/protocol/envelope.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString why(const Result<void>& done)
{
    return done ? QString() : sentence(done.error());
}

/// Empty if this version reads it as what it is said to be; otherwise why not.
QString refusal(const QString& what, const QByteArray& json)
{
    if (what == "request"_L1) {
        const auto read = readRequest(json);
        const auto* error = std::get_if<FrameError>(&read);
        return error ? sentence(error->error) : QString();
    }
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (what == "kind"_L1) {
        Content content;
        BoardRow row;
        const auto said = codec::read(object, content, {}, {});
        if (!said || !std::holds_alternative<UnknownContent>(content))
            return why(said);
        const auto done = codec::read(object, row, {}, {});
        return std::holds_alternative<UnknownContent>(row) ? u"no such kind"_s : why(done);
    }
    const QString type = object.value("type"_L1).toString();
    const QJsonObject body = object.value("body"_L1).toObject();
    QString said = u"no such "_s + what;
    if (what == "reply"_L1)
        Requests::forEach([&]<class R>(std::type_identity<R>) {
            if (R::type != type)
                return;
            const auto reply = readReplyBody<typename R::Reply>(body);
            said = reply ? QString() : sentence(reply.error());
        });
    if (what == "event"_L1)
        [&]<class... E>(std::type_identity<std::variant<E...>>) {
            const auto one = [&]<class T>(std::type_identity<T>) {
                T event {};
                if (T::type == type)
                    said = why(codec::readMembers(body, event, {}));
            };
            (one(std::type_identity<E> {}), ...);
        }(std::type_identity<AnyEvent> {});
    return said;
}

} // namespace

class TestWire final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySampleOfEveryReleaseIsRead_data()
    {
        QTest::addColumn<QString>("path");
        const QDir wire(qEnvironmentVariable("GREENROOM_SOURCE") + u"/tests/data/wire"_s);
        for (const QString& version : wire.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            for (const QString& name : QDir(wire.filePath(version)).entryList({u"*.json"_s}))
                QTest::newRow(qPrintable(version + u'/' + name)) << wire.filePath(version + u'/' + name);
    }
    void everySampleOfEveryReleaseIsRead()
    {
        QFETCH(QString, path);
        const QString what = path.section(u'/', -1).section(u'.', 0, 0);
        const QString said = refusal(what, contents(path));
        QVERIFY2(said.isEmpty(), qPrintable(said));
    }

    void everyExampleOfTheDocumentationIsRead()
    {
        const QString page = QString::fromUtf8(contents(qEnvironmentVariable("GREENROOM_SOURCE") + u"/docs/protocol.md"_s));
        static const QRegularExpression block(u"```json (\\w+)\\n([^\\n]*)\\n```"_s);
        int count = 0;
        for (auto each = block.globalMatch(page); each.hasNext(); ++count) {
            const auto match = each.next();
            const QString said = refusal(match.captured(1), match.captured(2).toUtf8());
            QVERIFY2(said.isEmpty(), qPrintable(match.captured(2) + u": "_s + said));
        }
        QVERIFY(count > 50);
    }

    void whatIsNoMessageIsNoExample()
    {
        QVERIFY(!refusal(u"request"_s, "{\"type\":\"rate\",\"id\":\"1\",\"body\":{}}").isEmpty());
        QVERIFY(!refusal(u"kind"_s, "{\"kind\":\"hologram\"}").isEmpty());
        QVERIFY(!refusal(u"event"_s, "{\"type\":\"heartbeat\",\"body\":{}}").isEmpty());
        QVERIFY(!refusal(u"reply"_s, "{\"type\":\"hello\",\"id\":\"1\",\"body\":{\"code\":\"ok\"}}").isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestWire)
#include "tst_wire.moc"
