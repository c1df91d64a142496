// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

#include "tests/ui/deskfixture.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const QueueId kOwn(testId(40, 1));

struct TransferDesk : DeskFixture {
    using DeskFixture::DeskFixture;
    /// A conversation of this person's, of the queue Sales, and the dialog that transfers it.
    QDialog* openDialog(qint64 transfers = 0)
    {
        enter();
        ConversationRow row = mine(1, u"林晓"_s);
        row.queue = kOwn;
        row.queueName = u"Sales"_s;
        row.transfers = transfers;
        tell(BoardName::mine, {row});
        desk->workspace.requestOpen(row.id);
        bring(testEntries(1, 3));
        action("conversation.transfer")->trigger();
        QDialog* opened = dialog("transferDialog");
        server.mustReceive<ListTransferTargets>();
        return opened;
    }
    static PresenceRow person(quint64 id, const QString& name, Presence presence, qint64 load = 0)
    {
        return {PersonId(testId(31, id)), name, presence, BreakReason::none, kNow, load, 10};
    }
    static QueueRow queue(QueueId id, const QString& name)
    {
        QueueRow row;
        row.id = id;
        row.name = name;
        return row;
    }
    QPushButton* give() const
    {
        for (QPushButton* each : find<QDialog>("transferDialog")->findChildren<QPushButton*>())
            if (each->text() == u"Transfer"_s)
                return each;
        qFatal("no button");
    }
};

} // namespace

class TestTransferDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLikeliestIsChosenAndItsOwnQueueComesLast()
    {
        TransferDesk desk;
        desk.openDialog();
        desk.server.answer<ListTransferTargets>(
            {{TransferDesk::person(1, u"王敏"_s, Presence::online, 9), TransferDesk::person(2, u"Tom"_s, Presence::offline),
                 TransferDesk::person(3, u"Ann"_s, Presence::onBreak), TransferDesk::person(4, u"李雷"_s, Presence::online, 2)},
                {TransferDesk::queue(kOwn, u"Sales"_s), TransferDesk::queue(QueueId(testId(40, 2)), u"Service"_s)}});
        auto* list = desk.find<QTreeWidget>("transferTargets");
        QTRY_COMPARE(list->topLevelItemCount(), 8);
        QStringList names;
        for (int row = 0; row < list->topLevelItemCount(); ++row)
            names.append(list->topLevelItem(row)->text(0));
        QCOMPARE(names,
            (QStringList {u"李雷"_s, u"王敏"_s, u"Ann"_s, u"Service"_s, u"Second line (L2)"_s, u"Third line (L3)"_s, u"Sales"_s,
                u"Tom"_s}));
        QVERIFY(list->topLevelItem(0)->isSelected());
        QVERIFY(desk.give()->isEnabled());
        // Nothing of it is cut.
        for (const auto& [column, row] : {std::pair(1, 4), std::pair(2, 3)}) {
            const QString text = list->topLevelItem(row)->text(column);
            QVERIFY2(list->columnWidth(column) > list->fontMetrics().horizontalAdvance(text), qPrintable(text));
        }
    }

    void whoMayNotTransferItAgainIsToldAtOnce_data()
    {
        QTest::addColumn<Role>("role");
        QTest::addColumn<qint64>("transfers");
        QTest::addColumn<bool>("may");
        QTest::newRow("an agent, for the second time") << Role::agent << qint64(1) << true;
        QTest::newRow("an agent, for the third time") << Role::agent << qint64(2) << false;
        QTest::newRow("a lead, for the third time") << Role::lead << qint64(2) << true;
    }
    void whoMayNotTransferItAgainIsToldAtOnce()
    {
        QFETCH(Role, role);
        QFETCH(qint64, transfers);
        QFETCH(bool, may);
        TransferDesk desk(role);
        QDialog* dialog = desk.openDialog(transfers);
        auto* problem = desk.find<QLabel>("transferProblem");
        QCOMPARE(problem->isVisible(), !may);
        desk.server.answer<ListTransferTargets>({{TransferDesk::person(1, u"王敏"_s, Presence::online)}, {}});
        auto* list = desk.find<QTreeWidget>("transferTargets");
        QTRY_COMPARE(list->topLevelItemCount(), 3);
        QVERIFY(list->topLevelItem(0)->isSelected());
        QCOMPARE(desk.give()->isEnabled(), may);
        if (may) {
            QCOMPARE(desk.focus(), list);
            return;
        }
        QVERIFY2(problem->text().contains(u"twice already"_s) && problem->text().contains(u"ask for help"_s),
            qPrintable(problem->text()));
        QCOMPARE(desk.give()->toolTip(), problem->text());
        QVERIFY(desk.action("conversation.transfer")->isEnabled()); // the dialog says why not
        list->setCurrentItem(list->topLevelItem(1)); // nor to somewhere else
        QVERIFY(!desk.give()->isEnabled());
        dialog->accept();
        Transfer none;
        QVERIFY(!desk.server.take<Transfer>(none));
        QVERIFY(dialog->isVisible());
    }
};

QTEST_MAIN(TestTransferDialog)
#include "tst_transferdialog.moc"
