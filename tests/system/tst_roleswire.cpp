// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QTest>

#include "tests/support/serverprocess.h"
#include "tests/support/wireperson.h"
#include "tests/support/wirevalues.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const QSet<Code> kShut {Code::forbidden, Code::helloFirst, Code::sessionEnded, Code::alreadyHello, Code::unknownType,
    Code::malformed, Code::internal, Code::unavailable, Code::timedOut, Code::offline};

template <class R>
constexpr bool kEntering = std::is_same_v<R, Hello> || std::is_same_v<R, SignIn> || std::is_same_v<R, SetPassword>;

template <Request R>
R sample(Role role)
{
    R request = WireValues(1, WireValues::Mood::tame).make<R>();
    // The table is of requests, not of boards: customers have their own two.
    if constexpr (std::is_same_v<R, WatchBoard>)
        request.board = role == Role::customer ? BoardName::queue : BoardName::waiting;
    return request;
}

template <Request R>
QByteArray bodyOf(const R& request)
{
    QString body;
    codec::write(body, request, Audience::staff);
    return body.toUtf8();
}

template <Request R>
QByteArray told(const QByteArray& answer)
{
    return QByteArray(R::type.data(), R::type.size()) + ": " + answer;
}

Code codeIn(const HttpAnswer& answer)
{
    const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
    return codeFromName(body["code"_L1].toString()).value_or(Code::timedOut);
}

} // namespace

/// Every request of the protocol, asked by every role and by nobody, of the real server, on both ways in.
class TestRolesWire final : public QObject {
    Q_OBJECT

private:
    /// Rows of every table: what a refusal must leave as it is.
    QMap<QString, qint64> rows() const
    {
        auto database = Database::open(m_server.dataDir() + u"/greenroom.sqlite"_s, Database::Mode::readOnly);
        if (!database)
            qFatal("%s", qPrintable(sentence(database.error())));
        QStringList tables;
        auto names = (*database)->run(u"SELECT name FROM sqlite_master WHERE type='table'"_s);
        while (names && names->next())
            tables.append(names->get<QString>(0));
        QMap<QString, qint64> counts;
        tables.removeAll(u"audit"_s); // which is told of refusals
        for (const QString& table : tables) {
            auto count = (*database)->run(u"SELECT COUNT(*) FROM "_s + table);
            if (count && count->next())
                counts.insert(table, count->get<qint64>(0));
        }
        return counts;
    }
    bool enter(WirePerson& person, Role role)
    {
        return bool(role == Role::customer ? person.enterCustomer(u"lumen"_s) : person.enterStaff(m_tokens.value(role)));
    }
    static void addRoles()
    {
        QTest::addColumn<Role>("role");
        for (const auto& [role, name] : EnumNames<Role>::names)
            QTest::newRow(name.data()) << role;
    }

    ServerProcess m_server;
    QHash<Role, QString> m_tokens;
    QString m_visitor;

private Q_SLOTS:
    void initTestCase()
    {
        m_server.prepare([&](Database& database) {
            const ShopId shop = ServerProcess::addShop(database, u"lumen"_s);
            const QueueId queue = ServerProcess::addQueue(database, shop, u"sales"_s);
            for (const auto& [role, name] : EnumNames<Role>::names)
                if (role != Role::customer)
                    m_tokens[role] = ServerProcess::addAgent(database, shop, QString(name), 5, {queue}, {QString(name)});
        });
        QVERIFY2(m_server.start(), m_server.output().constData());
        WirePerson visitor(m_server.url());
        QVERIFY(visitor.enterCustomer(u"lumen"_s));
        m_visitor = visitor.token;
    }

    void whatARoleMayNotIsForbiddenAndChangesNothing_data() { addRoles(); }
    void whatARoleMayNotIsForbiddenAndChangesNothing()
    {
        QFETCH(Role, role);
        WirePerson person(m_server.url());
        QVERIFY(enter(person, role));
        const auto before = rows();
        Requests::forEach([&]<class R>(std::type_identity<R>) {
            if (kEntering<R>) {
                QCOMPARE(person.ask(sample<R>(role)).error().code, Code::alreadyHello);
            } else if (!R::roles.has(role)) {
                const auto answer = person.ask(sample<R>(role));
                QVERIFY2(!answer, R::type.data());
                QCOMPARE(answer.error().code, Code::forbidden);
                QVERIFY2(answer.error().detail.endsWith(u'.'), qPrintable(answer.error().detail));
            }
        });
        QCOMPARE(rows(), before);
        QVERIFY(person.isConnected());
        QVERIFY(person.ask(UnwatchBoard {BoardName::queue}));
    }

    void whatARoleMayNotIsForbiddenOverHttpToo_data() { addRoles(); }
    void whatARoleMayNotIsForbiddenOverHttpToo()
    {
        QFETCH(Role, role);
        const auto before = rows();
        WirePerson person(m_server.url());
        // A visitor's token opens nothing here, whatever is asked.
        const bool customer = role == Role::customer;
        Requests::forEach([&]<class R>(std::type_identity<R>) {
            if (!customer && !kEntering<R> && R::roles.has(role))
                return;
            const HttpAnswer answer = person.post(
                u"/api/v1/"_s + R::type, bodyOf(sample<R>(role)), customer ? m_visitor : m_tokens.value(role));
            const Code expected = customer ? Code::sessionEnded : kEntering<R> ? Code::alreadyHello : Code::forbidden;
            QVERIFY2(codeIn(answer) == expected, told<R>(answer.body).constData());
            QCOMPARE(answer.status, customer ? 401 : kEntering<R> ? 400 : 403);
        });
        QCOMPARE(rows(), before);
    }

    void whoHasSaidNothingMayOnlyEnter()
    {
        const auto before = rows();
        WirePerson person(m_server.url());
        int asked = 0;
        Requests::forEach([&]<class R>(std::type_identity<R>) {
            // A connection that has not said hello may ask a handful and has five seconds.
            if (asked++ % 6 == 0)
                QVERIFY(person.connect());
            const auto answer = person.ask(sample<R>(Role::agent));
            QVERIFY2(!answer, R::type.data());
            if (kEntering<R>)
                QVERIFY2(!kShut.contains(answer.error().code) || answer.error().code == Code::sessionEnded, R::type.data());
            else
                QCOMPARE(answer.error().code, Code::helloFirst);
            QVERIFY(person.isConnected());

            const HttpAnswer overHttp = person.post(u"/api/v1/"_s + R::type, bodyOf(sample<R>(Role::agent)));
            if (!kEntering<R>) {
                QCOMPARE(codeIn(overHttp), Code::sessionEnded);
                QCOMPARE(overHttp.status, 401);
            }
            const HttpAnswer withRubbish = person.post(
                u"/api/v1/"_s + R::type, bodyOf(sample<R>(Role::agent)), u"grs_"_s + QString(43, u'A'));
            QCOMPARE(codeIn(withRubbish), Code::sessionEnded);
        });
        QCOMPARE(rows(), before);
    }

    void whatIsNoRequestIsNotFound()
    {
        WirePerson person(m_server.url());
        for (const QString& path : {u"/api/v1/nonsense"_s, u"/api/v1/"_s, u"/api/v2/signOut"_s, u"/api/v1/signOut/"_s})
            QCOMPARE(person.post(path, "{}", m_tokens.value(Role::admin)).status, 404);
    }

    // What is served over HTTP beside the API: the pages and the probes are everybody's, files only whose path it is.
    void theOtherAddressesAskForNoRoleAndGiveNothingAway_data() { addRoles(); }
    void theOtherAddressesAskForNoRoleAndGiveNothingAway()
    {
        QFETCH(Role, role);
        WirePerson person(m_server.url());
        const QString bearer = role == Role::customer ? m_visitor : m_tokens.value(role);
        for (const QString& path : {u"/health"_s, u"/ready"_s, u"/metrics"_s, u"/widget.html"_s})
            QCOMPARE(person.get(path, bearer).status, 200);
        for (const QString& path : {u"/media/"_s, u"/media/AAAA"_s, u"/media/../health"_s, u"/greenroom.sqlite"_s, u"/admin"_s})
            QVERIFY2(person.get(path, bearer).status == 404 || path.contains(".."_L1), qPrintable(path));
        QCOMPARE(person.post(u"/media/AAAA"_s, "x", bearer, "image/png").status, 404);
        QCOMPARE(person.post(u"/health"_s, "x", bearer).status, 405);
    }

    // Last: this changes things.
    void whatARoleMayIsAnswered_data() { addRoles(); }
    void whatARoleMayIsAnswered()
    {
        QFETCH(Role, role);
        WirePerson person(m_server.url());
        QVERIFY(enter(person, role));
        Requests::forEach([&]<class R>(std::type_identity<R>) {
            if (kEntering<R> || !R::roles.has(role) || std::is_same_v<R, SignOut>)
                return;
            const auto answer = person.ask(sample<R>(role));
            const Error error = answer ? Error {Code::ok, {}, {}, 0} : answer.error();
            QVERIFY2(
                !kShut.contains(error.code) && error.code != Code::unsupported, told<R>(sentence(error).toUtf8()).constData());
            if (role == Role::customer)
                return;
            const HttpAnswer overHttp = person.post(u"/api/v1/"_s + R::type, bodyOf(sample<R>(role)), m_tokens.value(role));
            const Code code = codeIn(overHttp);
            QVERIFY2(!kShut.contains(code) || code == Code::unsupported, told<R>(overHttp.body).constData());
        });
        QVERIFY(person.isConnected());
        if (SignOut::roles.has(role)) {
            QVERIFY(person.ask(SignOut {}));
            QVERIFY(waitFor([&] { return !person.isConnected(); }));
            QCOMPARE(person.post(u"/api/v1/signOut"_s, "{}", m_tokens.value(role)).status, 401);
        }
    }

    void theServerIsWell()
    {
        WirePerson person(m_server.url());
        QCOMPARE(person.get(u"/health"_s).status, 200);
        QVERIFY(person.enterCustomer(u"lumen"_s));
        QCOMPARE(m_server.terminate(), 0);
    }
};

QTEST_GUILESS_MAIN(TestRolesWire)
#include "tst_roleswire.moc"
