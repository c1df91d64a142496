// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTest>

#include "tests/support/serverprocess.h"
#include "tests/support/wireclient.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Articles imported by the server's command, then found by an agent through the running server.
class TestGuidelines final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void found_data()
    {
        const QString source = qEnvironmentVariable("GREENROOM_SOURCE");
        const QString data = qEnvironmentVariable("GREENROOM_DATA", source + u"/../shared/data"_s);
        using Expected = QList<std::pair<QString, QString>>; // words an agent types, title of the article on top
        QTest::addColumn<QString>("path");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("count");
        QTest::addColumn<Expected>("expected");
        QTest::newRow("our own, in a folder, in two languages")
            << source + u"/resources/demo/articles"_s << QStringList() << 26
            << Expected {{u"发票"_s, u"发票怎么开"_s}, {u"when does my refund arrive"_s, u"When a refund arrives"_s},
                   {u"快递显示签收没收到"_s, u"显示签收但没收到"_s}};
        QTest::newRow("ABCD, a shop's guidelines")
            << data + u"/abcd/guidelines.json"_s << QStringList {u"--format"_s, u"abcd"_s} << 55
            << Expected {{u"reset two-factor"_s, u"Reset Two-Factor Auth"_s}, {u"recover password"_s, u"Recover Password"_s},
                   {u"shopping cart not updating"_s, u"Cart Not Updating"_s}, {u"recoverr passwrod"_s, u"Recover Password"_s}};
    }

    void found()
    {
        QFETCH(const QString, path);
        QFETCH(const QStringList, options);
        QFETCH(const int, count);
        using Expected = QList<std::pair<QString, QString>>;
        QFETCH(const Expected, expected);
        if (!QFile::exists(path))
            QSKIP(qPrintable(u"%1 is not there: these real guidelines are not imported. "
                             "GREENROOM_DATA names the folder that holds abcd."_s.arg(path)));
        ServerProcess server;
        QString token;
        server.prepare([&](Database& database) {
            const ShopId shop = ServerProcess::addShop(database, u"lumen"_s);
            token = ServerProcess::addAgent(database, shop, u"lin"_s, 4, {ServerProcess::addQueue(database, shop, u"sales"_s)});
        });
        // The server's user may not be allowed where the sources are.
        QString copy = server.file(QFileInfo(path).fileName());
        if (QFileInfo(path).isDir()) {
            QVERIFY(QDir().mkpath(copy));
            for (const QFileInfo& each : QDir(path).entryInfoList(QDir::Files))
                server.write(QFileInfo(copy).fileName() + u'/' + each.fileName(), contents(each.filePath()));
        } else {
            copy = server.write(QFileInfo(path).fileName(), contents(path));
        }
        const QStringList command = QStringList {u"import"_s, u"articles"_s, copy, u"--shop"_s, u"lumen"_s} + options;
        // Twice: the second time the same articles are put in the place of the first.
        for (int i = 0; i < 2; ++i) {
            const auto told = server.command(command);
            QVERIFY2(told.code == 0, told.err.constData());
            QCOMPARE(told.out, u"articles: %1 stored, 0 left out\n"_s.arg(count).toUtf8());
        }

        QVERIFY2(server.start(), server.output().constData());
        const auto find = [&](const QString& text, qint64 limit) {
            QString body;
            codec::write(body, FindArticles {text, {}, limit}, Audience::staff);
            const auto answer = postApi(server.url(), QString(FindArticles::type), body.toUtf8(), token);
            const auto list = answer ? readReplyBody<ArticleList>(*answer) : answer.error();
            QStringList titles;
            if (!list)
                titles.append(sentence(list.error()));
            else
                for (const ArticleHit& hit : list->hits)
                    titles.append(hit.title);
            return titles;
        };
        QCOMPARE(find({}, 50).size(), std::min(count, 50));
        for (const auto& [words, title] : expected)
            QCOMPARE(find(words, 5).value(0), title);
    }
};

QTEST_GUILESS_MAIN(TestGuidelines)
#include "tst_guidelines.moc"
