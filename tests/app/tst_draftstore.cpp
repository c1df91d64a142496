// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QSignalSpy>

#include "app/conversations/draftstore.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestDraftStore : public QObject {
    Q_OBJECT

    static QList<Draft> stored(AppFixture& app)
    {
        std::optional<QList<Draft>> read;
        app.cache->loadDrafts(app.cache.get(), [&](const Result<QList<Draft>>& drafts) { read = *drafts; });
        return QTest::qWaitFor([&] { return read.has_value(); }, 3000) ? *read : QList<Draft>();
    }

private Q_SLOTS:
    void isOnTheDiskAQuarterOfASecondAfterTheKeyThoughTypingGoesOn()
    {
        AppFixture app;
        DraftStore drafts(*app.cache, nullptr);
        QString text;
        QElapsedTimer since;
        since.start();
        QTimer typist;
        connect(&typist, &QTimer::timeout, this, [&] { drafts.set(testConversation(1), text += u'x', false, {}); });
        typist.start(20);
        drafts.set(testConversation(1), text += u'x', false, {});
        bool onDisk = false;
        while (!onDisk && since.elapsed() < 3000)
            onDisk = !stored(app).isEmpty();
        qInfo("on the disk after %lld ms", since.elapsed());
        QVERIFY(onDisk);
        QVERIFY2(since.elapsed() < 1000, "the timer must not be started again by each key");
    }

    void belongsToItsConversationAndComesBack()
    {
        AppFixture app;
        {
            DraftStore drafts(*app.cache, nullptr);
            drafts.set(testConversation(1), u"one"_s, false, fromMillis(5));
            drafts.set(testConversation(2), u"two"_s, true, fromMillis(6));
            QCOMPARE(drafts.draft(testConversation(1)).text, u"one"_s);
        } // what is not written yet is written at the end
        app.restartCache();
        DraftStore drafts(*app.cache, nullptr);
        QSignalSpy changed(&drafts, &DraftStore::changed);
        drafts.load();
        QTRY_COMPARE(changed.count(), 2);
        QCOMPARE(drafts.draft(testConversation(2)), (Draft {testConversation(2), u"two"_s, true, fromMillis(6)}));
        drafts.remove(testConversation(2));
        QTRY_COMPARE(stored(app).size(), 1);
    }

    void whatIsTypedBeforeTheLoadIsDoneStands()
    {
        AppFixture app;
        app.cache->saveDrafts({{testConversation(1), u"old"_s, false, {}}});
        DraftStore drafts(*app.cache, nullptr);
        QSignalSpy set(&drafts, &DraftStore::conversationsChanged);
        drafts.load();
        drafts.set(testConversation(1), u"new"_s, false, {});
        QTRY_COMPARE(set.count(), 2);
        QCOMPARE(drafts.draft(testConversation(1)).text, u"new"_s);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestDraftStore)
#include "tst_draftstore.moc"
