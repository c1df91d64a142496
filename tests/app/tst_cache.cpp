// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersComeInOrderAndOnTheCallersThread()
    {
        AppFixture app;
        QList<qsizetype> sizes;
        for (int i = 1; i <= 3; ++i) {
            app.cache->saveEntries(StreamId::of(testConversation(1)), testEntries(i, i), {});
            app.cache->loadEntries(StreamId::of(testConversation(1)), 0, 10, this, [&](const Result<QList<Entry>>& entries) {
                QCOMPARE(QThread::currentThread(), thread());
                sizes.append(entries->size());
            });
        }
        QVERIFY(sizes.isEmpty());
        QTRY_COMPARE(sizes, (QList<qsizetype> {1, 2, 3}));
    }

    void nobodyIsCalledWhoIsGone()
    {
        AppFixture app;
        bool called = false;
        {
            QObject context;
            app.cache->loadDrafts(&context, [&](const Result<QList<Draft>>&) { called = true; });
        }
        app.settleCache();
        QVERIFY(!called);
    }

    void withoutAnOpenDatabaseItAnswersUnavailable()
    {
        QTemporaryDir dir;
        Cache cache(dir.path(), nullptr);
        std::optional<Code> code;
        cache.putOutbox({}, this, [&](const Result<void>& done) { code = done.error().code; });
        QTRY_COMPARE(code, Code::unavailable);
    }

    void whatWasAskedBeforeTheEndIsDone()
    {
        AppFixture app;
        for (int i = 1; i <= 200; ++i)
            app.cache->saveEntries(StreamId::of(testConversation(1)), testEntries(i, i), {});
        app.restartCache();
        std::optional<qsizetype> count;
        app.cache->loadEntries(StreamId::of(testConversation(1)), 0, 1000, this,
            [&](const Result<QList<Entry>>& entries) { count = entries->size(); });
        QTRY_COMPARE(count, 200);
    }

    void wipeForgetsAndCloses()
    {
        AppFixture app;
        app.cache->saveDrafts({{testConversation(1), u"x"_s, false, {}}});
        bool wiped = false;
        app.cache->wipe(this, [&](const Result<void>&) { wiped = true; });
        QTRY_VERIFY(wiped);
        QVERIFY(QDir(app.directory.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
        app.openCache();
        std::optional<qsizetype> drafts;
        app.cache->loadDrafts(this, [&](const Result<QList<Draft>>& read) { drafts = read->size(); });
        QTRY_COMPARE(drafts, 0);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestCache)
#include "tst_cache.moc"
