// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "server/admin/admincommand.h"
#include "server/auth/passwordhasher.h"
#include "server/auth/persontable.h"
#include "server/desk/epoch.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const Instant kNow = fromMillis(1'760'000'000'000);

class Store {
public:
    Store()
    {
        auto opened = Database::open(m_folder.filePath(u"greenroom.sqlite"_s), Database::Mode::readWrite);
        if (!opened || !prepareStore(**opened, kNow))
            qFatal("no store");
        database = *std::move(opened);
    }
    Result<QString> run(const QStringList& line, const QString& input = {})
    {
        for (const AdminCommand& command : adminCommands())
            if (command.name == line.first()) {
                AdminContext context {*database, kNow, m_ids, input, {}, {}};
                if (auto done = command.run(context, line.sliced(1)); !done)
                    return done.error();
                return context.out;
            }
        return Error {};
    }
    std::unique_ptr<Database> database;

private:
    QTemporaryDir m_folder;
    IdSource m_ids {3};
};

} // namespace

class TestAdmin final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // O-2
    void nobodyIsThereToBeginWithAndTheFirstComesByCode()
    {
        Store store;
        QCOMPARE(*store.run({u"user"_s, u"list"_s}), QString());
        QVERIFY(store.run({u"shop"_s, u"add"_s, u"lamps"_s, u"--name"_s, u"Lamp House"_s}));
        QVERIFY(store.run({u"queue"_s, u"add"_s, u"lamps"_s, u"Sales"_s}));
        const auto told = store.run(
            {u"user"_s, u"add"_s, u"Ann"_s, u"--shop"_s, u"lamps"_s, u"--roles"_s, u"admin,agent"_s, u"--queue"_s, u"Sales"_s});
        QVERIFY2(told, qPrintable(told ? QString() : sentence(told.error())));
        const auto ann = PersonTable::find(*store.database, u"ann"_s);
        QVERIFY(*ann);
        QVERIFY(!(*ann)->checkable());
        const QString code = told->trimmed().section(u'\n', -1);
        QVERIFY((*ann)->acceptsCode(code, kNow));
        QVERIFY(!(*ann)->acceptsCode(code, kNow + 24h));
        QVERIFY(!(*ann)->password.contains(code));
        const auto shops = PersonTable::shopsOf(*store.database, (*ann)->id);
        QCOMPARE(shops->first().shopName, u"Lamp House"_s);
        QCOMPARE(shops->first().roles, (QList {Role::admin, Role::agent}));
    }

    void aPasswordFromStandardInputIsHeldToTheRules()
    {
        Store store;
        QVERIFY(!store.run({u"user"_s, u"add"_s, u"ann"_s, u"--password-stdin"_s}, u"password1"_s));
        QVERIFY(store.run({u"user"_s, u"add"_s, u"ben"_s, u"--password-stdin"_s}, u"leuchtqualle 9"_s));
        const auto ben = PersonTable::find(*store.database, u"ben"_s);
        QVERIFY(PasswordHasher::verifyNow(u"leuchtqualle 9"_s, (*ben)->password));
        QVERIFY(store.run({u"user"_s, u"disable"_s, u"ben"_s}));
        QVERIFY(!(*PersonTable::find(*store.database, u"ben"_s))->checkable());
    }

    void theListOfPeopleSaysWhereTheyWorkAndAsWhat()
    {
        Store store;
        QVERIFY(store.run({u"shop"_s, u"add"_s, u"lamps"_s, u"--name"_s, u"Lamp House"_s}));
        QVERIFY(store.run(
            {u"user"_s, u"add"_s, u"ann"_s, u"--name"_s, u"Ann"_s, u"--shop"_s, u"lamps"_s, u"--roles"_s, u"admin,agent"_s}));
        QVERIFY(store.run({u"user"_s, u"add"_s, u"ben"_s}));
        QVERIFY(store.run({u"user"_s, u"disable"_s, u"ben"_s}));
        QCOMPARE(*store.run({u"user"_s, u"list"_s}), u"ann\tAnn\tLamp House: admin agent\nben\tben\t\tdisabled\n"_s);
    }

    void whatPeopleCanDoIsSaidAndShown()
    {
        Store store;
        QVERIFY(store.run({u"shop"_s, u"add"_s, u"lamps"_s}));
        QVERIFY(store.run({u"user"_s, u"add"_s, u"ann"_s, u"--shop"_s, u"lamps"_s}));
        QVERIFY(store.run({u"user"_s, u"add"_s, u"ben"_s}));
        const auto skills = [&](const QStringList& more) {
            return store.run(QStringList {u"user"_s, u"skills"_s, u"ann"_s, u"--shop"_s, u"lamps"_s} + more);
        };
        QCOMPARE(*skills({}), u"skills -\nlanguages -\ntier l1\n"_s);
        QCOMPARE(*skills({u"--skills"_s, u"returns=4, sizes"_s, u"--languages"_s, u"zh-CN,en=3"_s, u"--tier"_s, u"l2"_s}),
            u"skills returns=4,sizes=3\nlanguages en=3,zh=5\ntier l2\n"_s);
        QCOMPARE(*skills({u"--skills"_s, QString()}), u"skills -\nlanguages en=3,zh=5\ntier l2\n"_s);
        for (const QStringList& wrong : {QStringList {u"--skills"_s, u"returns=6"_s}, {u"--skills"_s, u"a,a"_s},
                 {u"--tier"_s, u"l4"_s}, {u"--languages"_s, u"=3"_s}, {u"--languages"_s, u"en-GB,en-US"_s}}) {
            const auto refused = skills(wrong);
            QVERIFY(!refused);
            QCOMPARE(refused.error().field, wrong.first());
        }
        QVERIFY(!store.run({u"user"_s, u"skills"_s, u"ben"_s, u"--shop"_s, u"lamps"_s, u"--tier"_s, u"l2"_s}));
    }

    void whatAnIssueAsksForIsSaidAndShown()
    {
        Store store;
        QVERIFY(store.run({u"shop"_s, u"add"_s, u"lamps"_s}));
        QVERIFY(store.run({u"shop"_s, u"add"_s, u"boots"_s}));
        const auto skills = [&](const QStringList& more) {
            return store.run(QStringList {u"issue"_s, u"skills"_s, u"lamps"_s, u" late  refund "_s} + more);
        };
        const auto list = [&](const QString& shop) { return *store.run({u"issue"_s, u"list"_s, shop}); };
        QCOMPARE(*skills({}), u"needs -\nwishes -\n"_s);
        QCOMPARE(list(u"lamps"_s), QString());
        QCOMPARE(*skills({u"--needs"_s, u"returns=2, law"_s, u"--wishes"_s, u"french:5,lamps=3:1,sizes"_s}),
            u"needs returns=2,law=1\nwishes french=1:5,lamps=3:1,sizes=1:0\n"_s);
        QVERIFY(store.run({u"issue"_s, u"skills"_s, u"boots"_s, u"late refund"_s, u"--wishes"_s, u"returns=5:9"_s}));
        QCOMPARE(list(u"lamps"_s), u"late refund\tneeds law=1,returns=2\twishes french=1:5,lamps=3:1,sizes=1:0\n"_s);
        QCOMPARE(list(u"boots"_s), u"late refund\tneeds -\twishes returns=5:9\n"_s);
        QCOMPARE(*skills({u"--needs"_s, QString()}), u"needs -\nwishes french=1:5,lamps=3:1,sizes=1:0\n"_s);
        QCOMPARE(*skills({u"--needs"_s, u"returns"_s, u"--wishes"_s, QString()}), u"needs returns=1\nwishes -\n"_s);
        QCOMPARE(*skills({u"--none"_s}), u"needs -\nwishes -\n"_s);
        QCOMPARE(list(u"lamps"_s), QString());
        QVERIFY(!list(u"boots"_s).isEmpty());
    }

    void whatAnIssueCannotAskForIsRefused()
    {
        Store store;
        QVERIFY(store.run({u"shop"_s, u"add"_s, u"lamps"_s}));
        const QStringList refund {u"issue"_s, u"skills"_s, u"lamps"_s, u"refund"_s};
        QVERIFY(store.run(refund + QStringList {u"--needs"_s, QString(80, u'灯')}));
        for (const QStringList& bad :
            {QStringList {u"--needs"_s, u"returns=0"_s}, {u"--needs"_s, u"returns=6"_s}, {u"--needs"_s, u"returns=two"_s},
                {u"--needs"_s, u"a,a=2"_s}, {u"--needs"_s, u"=2"_s}, {u"--needs"_s, QString(81, u'n')},
                {u"--wishes"_s, u"french:10"_s}, {u"--wishes"_s, u"french:-1"_s}, {u"--wishes"_s, u"french:"_s},
                {u"--wishes"_s, u"french=6:1"_s}, {u"--wishes"_s, u":5,french"_s}, {u"--wishes"_s, u"french:1,french:2"_s},
                {u"--wishes"_s, QString(81, u'n') + u":1"_s}, {u"--wish"_s, u"a"_s}}) {
            const auto refused = store.run(refund + bad);
            QVERIFY2(!refused, qPrintable(bad.last()));
            QCOMPARE(refused.error().field, bad.first());
            QVERIFY(!sentence(refused.error()).isEmpty());
        }
        for (const QString& name : {QString(81, u'n'), u" "_s, u"\x1b[2J"_s})
            QCOMPARE(store.run({u"issue"_s, u"skills"_s, u"lamps"_s, name, u"--needs"_s, u"a"_s}).error().field, u"ISSUE"_s);
        QVERIFY(!store.run({u"issue"_s, u"skills"_s, u"none"_s, u"refund"_s, u"--needs"_s, u"a"_s}));
        QVERIFY(!store.run({u"issue"_s, u"list"_s, u"none"_s}));
        QVERIFY(!store.run({u"issue"_s, u"list"_s, u"lamps"_s, u"more"_s}));
        QVERIFY(!store.run({u"issue"_s, u"skills"_s, u"lamps"_s}));
        QVERIFY(store.run({u"issue"_s, u"list"_s, u"lamps"_s})->startsWith(u"refund\tneeds 灯"_s));
    }

    void whatIsNotUnderstoodIsNamed()
    {
        Store store;
        for (const QStringList& line : {QStringList {u"shop"_s}, {u"user"_s, u"add"_s, u"x"_s, u"--rolls"_s},
                 {u"queue"_s, u"add"_s, u"none"_s, u"Q"_s}, {u"user"_s, u"roles"_s, u"nobody"_s}}) {
            const auto refused = store.run(line);
            QVERIFY(!refused);
            QVERIFY(!sentence(refused.error()).isEmpty());
        }
    }

    void aNameThatNobodyCouldReadIsRefused()
    {
        Store store;
        QVERIFY(store.run({u"shop"_s, u"add"_s, u"lamps"_s}));
        QVERIFY(store.run({u"shop"_s, u"add"_s, QString(64, u'k'), u"--name"_s, QString(80, u'灯')}));
        for (const QString& name : {QString(81, u'n'), u" "_s, u"two\nlines"_s, u"\x1b[2J"_s}) {
            QVERIFY(!store.run({u"shop"_s, u"add"_s, u"boots"_s, u"--name"_s, name}));
            QVERIFY(!store.run({u"queue"_s, u"add"_s, u"lamps"_s, name}));
            QVERIFY(!store.run({u"user"_s, u"add"_s, name}));
            QVERIFY(!store.run({u"user"_s, u"add"_s, u"ann"_s, u"--name"_s, name}));
        }
        QVERIFY(!store.run({u"shop"_s, u"add"_s, QString(65, u'k')}));
        QCOMPARE(*store.run({u"user"_s, u"list"_s}), QString());
    }

    void everyCommandTeachesWithAnExample()
    {
        for (const AdminCommand& command : adminCommands())
            QVERIFY(QString(command.help).contains(u"greenroomd "_s + command.name));
    }
};

QTEST_GUILESS_MAIN(TestAdmin)
#include "tst_admin.moc"
