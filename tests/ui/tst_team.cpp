// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>

#include "tests/ui/deskfixture.h"
#include "ui/widgets/label.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

PresenceRow person(quint64 id, const QString& name, Presence presence, qint64 owed = 0, Millis longest = {})
{
    PresenceRow row {PersonId(testId(31, id)), name, presence, BreakReason::none, kNow - std::chrono::minutes(5), 3, 10};
    if (owed > 0) {
        row.owed = owed;
        row.owedSince = kNow - longest;
    }
    return row;
}

struct TeamDesk : DeskFixture {
    explicit TeamDesk(Role role = Role::supervisor)
    {
        server.me.roles = {role};
        QString body;
        codec::write(body, SignedIn {u"token"_s, fromMillis(9), {server.me}}, Audience::staff);
        stub.answer = "{\"code\":\"ok\"," + body.mid(1).toUtf8();
        enter();
    }
    void tellPeople(const QList<PresenceRow>& rows)
    {
        BoardChanged changed {BoardName::presence, 0, rows.size(), {}, {}};
        for (const PresenceRow& row : rows) {
            changed.keys.append(row.id.value);
            changed.rows.append(row);
        }
        server.says(changed);
    }
    QTreeWidget* list() const { return find<QTreeWidget>("teamList"); }
    QString said() const { return find<QLabel>("teamSaid")->text(); }
    void choose(const QString& name) const
    {
        const auto found = list()->findItems(name, Qt::MatchExactly);
        if (found.isEmpty())
            qFatal("nobody of this name");
        list()->setCurrentItem(found.first());
    }
};

} // namespace

class TestTeam final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoOwesLongestStandsFirstAndTheRowsAreLive()
    {
        TeamDesk desk;
        QTest::keyClick(desk.window.get(), Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(desk.list()->isVisible());
        desk.tellPeople({person(1, u"王敏"_s, Presence::online), person(2, u"李雷"_s, Presence::online, 1, Millis(65'000)),
            person(3, u"小陈"_s, Presence::onBreak, 4, Millis(601'000))});
        QTRY_COMPARE(desk.list()->topLevelItemCount(), 3);
        QStringList names;
        for (int row = 0; row < 3; ++row)
            names.append(desk.list()->topLevelItem(row)->text(0));
        QCOMPARE(names, (QStringList {u"小陈"_s, u"李雷"_s, u"王敏"_s}));
        QCOMPARE(desk.list()->topLevelItem(0)->text(5), u"10:01"_s);
        QCOMPARE(desk.list()->topLevelItem(2)->text(5), QString());
        QCOMPARE(desk.list()->topLevelItem(1)->text(2), u"05:00"_s);
        PresenceRow changed = person(3, u"小陈"_s, Presence::onBreak);
        changed.changedBy = u"孙丽"_s;
        changed.reason = BreakReason::rest;
        BoardChanged event {BoardName::presence, 0, 3, {}, {changed}};
        for (quint64 id : {1u, 2u, 3u})
            event.keys.append(testId(31, id));
        desk.server.says(event);
        QTRY_COMPARE(desk.list()->topLevelItem(0)->text(0), u"李雷"_s);
        QVERIFY(desk.list()->findItems(u"小陈"_s, Qt::MatchExactly).first()->text(1).endsWith(u"by 孙丽"_s));
        desk.tellPeople({person(2, u"李雷"_s, Presence::online)});
        QTRY_COMPARE(desk.list()->topLevelItemCount(), 1);
    }

    void somebodysStateIsChangedAndWhyNotIsSaid()
    {
        TeamDesk desk;
        desk.action("go.team")->trigger();
        desk.tellPeople({person(1, u"王敏"_s, Presence::online), person(2, u"李雷"_s, Presence::online)});
        QTRY_COMPARE(desk.list()->topLevelItemCount(), 2);
        desk.choose(u"李雷"_s);
        auto* menu = desk.find<QPushButton>("teamPresence")->menu();
        const auto choose = [&](const QString& word) {
            for (QAction* each : menu->actions())
                if (each->text() == word)
                    each->trigger();
        };
        choose(u"Training"_s);
        const SetPresenceOf asked = desk.server.mustReceive<SetPresenceOf>();
        QCOMPARE(asked.person, PersonId(testId(31, 2)));
        QCOMPARE(asked.presence, Presence::training);
        desk.server.answer<SetPresenceOf>({});
        QTRY_VERIFY(desk.said().contains(u"李雷"_s));
        choose(u"Offline"_s);
        desk.server.mustReceive<SetPresenceOf>();
        desk.server.refuse<SetPresenceOf>(Code::conflict, 3);
        QTRY_VERIFY2(desk.said().contains(u"3 conversations"_s), qPrintable(desk.said()));
    }

    void allThatIsSomebodysIsHandedOverAfterAQuestion()
    {
        TeamDesk desk;
        desk.action("go.team")->trigger();
        desk.tellPeople({person(1, u"王敏"_s, Presence::online)});
        QTRY_COMPARE(desk.list()->topLevelItemCount(), 1);
        desk.choose(u"王敏"_s);
        auto* button = desk.find<QPushButton>("teamHandOver");
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY(desk.window->findChild<QMessageBox*>(u"handOverSure"_s));
        QDialog* sure = desk.dialog("handOverSure");
        HandOver none;
        QVERIFY(!desk.server.take<HandOver>(none));
        QTest::mouseClick(sure->findChild<QPushButton*>(u"handOverYes"_s), Qt::LeftButton);
        QCOMPARE(desk.server.mustReceive<HandOver>().person, PersonId(testId(31, 1)));
        desk.server.answer<HandOver>({5});
        QTRY_VERIFY2(desk.said().startsWith(u"5 conversations"_s), qPrintable(desk.said()));
    }

    void agentsDoNotSeeIt()
    {
        TeamDesk desk(Role::agent);
        QVERIFY(!desk.action("go.team")->isVisible());
        QVERIFY(!desk.action("go.team")->isEnabled());
        for (QAction* each : desk.window->findChildren<QAction*>(u"page.team"_s))
            QVERIFY(!each->isVisible());
    }
};

QTEST_MAIN(TestTeam)
#include "tst_team.moc"
