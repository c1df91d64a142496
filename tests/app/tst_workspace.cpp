// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "app/workspace/deskclock.h"
#include "app/workspace/workspace.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestWorkspace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newFactsAreNotAnotherConversation()
    {
        Workspace workspace(nullptr);
        QSignalSpy changed(&workspace, &Workspace::conversationChanged);
        QSignalSpy facts(&workspace, &Workspace::factsChanged);
        OpenConversation open;
        open.conversation = ConversationId(Uuid {1, 1});
        workspace.setOpen(open);
        workspace.setOpen(open);
        QCOMPARE(changed.count(), 1);
        open.assigneeName = u"Wang"_s;
        workspace.setOpen(open);
        QCOMPARE(facts.count(), 1);
        workspace.setOpen({});
        QCOMPARE(changed.count(), 2);
    }

    void insertsOnlyIntoAnOpenConversation()
    {
        Workspace workspace(nullptr);
        QSignalSpy insert(&workspace, &Workspace::insertTextRequested);
        workspace.requestInsertText(u"x"_s);
        QCOMPARE(insert.count(), 0);
        workspace.setOpen(OpenConversation {});
        workspace.requestInsertText(u"x"_s);
        QCOMPARE(insert.count(), 1);
    }

    void theClockFollowsTheServerAndIdsAscend()
    {
        DeskClock clock;
        clock.setServerTime(fromMillis(1000));
        const Instant now = clock.now();
        QVERIFY(now >= fromMillis(1000) && now < fromMillis(60'000));
        clock.freeze(fromMillis(5));
        QCOMPARE(clock.now(), fromMillis(5));
        const auto a = clock.nextId<ClientId>();
        QVERIFY(a < clock.nextId<ClientId>());
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestWorkspace)
#include "tst_workspace.moc"
