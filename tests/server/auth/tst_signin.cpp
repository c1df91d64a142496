// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "server/auth/signinhandler.h"
#include "server/auth/token.h"
#include "server/coordinator/mailbox.h"
#include "tests/support/deskworld.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const QString kPassword = u"tiefseeratte"_s;

/// A desk with two people of one shop, and the handler under test.
class SignInWorld : public DeskWorld {
public:
    SignInWorld()
    {
        shop = addShop(u"shop-a"_s);
        ann = addPerson(shop, u"ann"_s, 10, {}, {Role::agent, Role::lead});
        ben = addPerson(shop, u"ben"_s, 10, {});
        static const QString hash = PasswordHasher::hashNow(kPassword);
        for (const PersonId person : {ann, ben})
            store([person](Database& db) { return PersonTable::setPassword(db, person, hash); });
        restart();
    }
    void restart()
    {
        start();
        desk->signIn().onEvent = [this](const SignInHandler::Event& event) { told.push_back(event); };
    }

    /// Asks over HTTP, as signIn and setPassword are, and waits for the hasher.
    template <Request R>
    Result<typename R::Reply> askHttp(const R& request, const QString& peer = u"192.0.2.1"_s)
    {
        const SessionId session {1, ++m_serial};
        arrive(SessionOpened {session, Via::http, peer, {}, {}});
        const QString id = askLater(session, request);
        const bool answered = QTest::qWaitFor([&] {
            run();
            for (auto& answer : late.take())
                arrive(Task {[&](Coordinator&) { answer(); }});
            run();
            return replies.contains(id);
        });
        arrive(SessionClosed {session});
        return answered ? replyTo<R>(id) : Result<typename R::Reply>(Error {Code::timedOut, {}, {}, 0});
    }
    Result<SignedIn> signIn(const QString& name, const QString& password = kPassword, const QString& peer = u"192.0.2.1"_s)
    {
        return askHttp(SignIn {name, password, u"desk 7"_s}, peer);
    }
    Result<SignInHandler::Authenticated> authenticate(const QString& token)
    {
        std::optional<Result<SignInHandler::Authenticated>> answer;
        arrive(Task {[&](Coordinator&) { desk->signIn().authenticate(token, [&](auto result) { answer = result; }); }});
        run();
        return *answer;
    }
    Result<Welcome> hello(SessionId connection, const QString& token)
    {
        arrive(SessionOpened {connection, Via::webSocket, u"192.0.2.1"_s, {}, {}});
        return ask(connection, Hello {u"desktop"_s, u"1"_s, {}, token, {}, {}, {}, {}});
    }
    /// A connection that a session let in.
    SessionId enter(const SignedIn& signedIn)
    {
        const SessionId connection {2, ++m_serial};
        if (!hello(connection, signedIn.token))
            qFatal("hello was refused");
        return connection;
    }
    /// A request over HTTP with a token.
    Result<Done> signOutOverHttp(const QString& token)
    {
        const SessionId session {1, ++m_serial};
        arrive(SessionOpened {session, Via::http, u"192.0.2.1"_s, {}, token});
        return ask(session, SignOut {});
    }

    ShopId shop;
    PersonId ann;
    PersonId ben;
    std::vector<SignInHandler::Event> told;

private:
    quint64 m_serial = 0;
};

} // namespace

class TestSignIn final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nameAndPasswordGiveASession()
    {
        SignInWorld world;
        const auto signedIn = world.signIn(u" ANN "_s);
        QVERIFY(signedIn);
        QCOMPARE(tokenKind(signedIn->token), std::optional(TokenKind::session));
        QCOMPARE(signedIn->expiresAt, world.now + 12h);
        QCOMPARE(signedIn->shops.size(), 1);
        QCOMPARE(signedIn->shops.first().person, world.ann);
        QCOMPARE(signedIn->shops.first().roles, (QList {Role::agent, Role::lead}));
        QVERIFY(world.authenticate(signedIn->token));
        QVERIFY(world.signIn(u"ann"_s)->token != signedIn->token);
        QCOMPARE(world.told.front().outcome, Code::ok);
        QCOMPARE(world.told.front().person, std::optional(world.ann));
    }

    // what is stored does not open anything.
    void theStoreHasNoToken()
    {
        SignInWorld world;
        const auto signedIn = world.signIn(u"ann"_s);
        const auto stored = SessionTable::all(*world.database);
        QCOMPARE(stored->size(), 1u);
        QVERIFY(!stored->front().hash.contains(signedIn->token.toLatin1()));
        QVERIFY(!world.authenticate(u"grs_"_s
            + QString::fromLatin1(
                stored->front().hash.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals))));
    }

    // the answers to an unknown name, a wrong password and a disabled person are the same.
    void aRefusalNeverSaysWhy()
    {
        SignInWorld world;
        world.store([&](Database& database) { return PersonTable::setDisabled(database, world.ben, world.now); });
        QStringList answers;
        for (const auto& [name, password] :
            {std::pair {u"ann"_s, u"wrong"_s}, {u"nobody"_s, kPassword}, {u"ben"_s, kPassword}, {u"ann"_s, QString()}}) {
            const auto refused = world.signIn(name, password);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Code::signInFailed);
            answers.append(sentence(refused.error()));
        }
        answers.removeDuplicates();
        QCOMPARE(answers.size(), 1);
    }

    //
    void aStrangersGuessesDoNotLockAnybodyOut()
    {
        SignInWorld world;
        QVERIFY(world.signIn(u"ann"_s));
        Code last = Code::ok;
        for (int i = 0; i < 6; ++i)
            last = world.signIn(u"ann"_s, u"guess%1"_s.arg(i), u"198.51.100.9"_s).error().code;
        QCOMPARE(last, Code::rateLimited);
        QVERIFY(world.signIn(u"ann"_s));
        world.pass(5s);
        QCOMPARE(world.signIn(u"ann"_s, u"wrong"_s, u"198.51.100.9"_s).error().code, Code::signInFailed);
    }

    // A-6, S2: over HTTP (authenticate) and on an open connection, after each event.
    void aSessionEndsWith_data()
    {
        QTest::addColumn<QString>("event");
        for (const char* event : {"signOut", "signOut over HTTP", "password", "roles or disabling", "life"})
            QTest::newRow(event) << QString::fromLatin1(event);
    }
    void aSessionEndsWith()
    {
        QFETCH(QString, event);
        SignInWorld world;
        const auto signedIn = world.signIn(u"ann"_s);
        const auto other = world.signIn(u"ben"_s);
        const SessionId connection = world.enter(*signedIn);
        const SessionId others = world.enter(*other);
        if (event == "signOut"_L1) {
            QVERIFY(world.ask(connection, SignOut {}));
        } else if (event == "signOut over HTTP"_L1) {
            QVERIFY(world.signOutOverHttp(signedIn->token));
        } else if (event == "password"_L1) {
            QVERIFY(world.askHttp(SetPassword {u"ann"_s, kPassword, u"leuchtqualle 9"_s}));
            QVERIFY(!world.signIn(u"ann"_s));
            QVERIFY(world.signIn(u"ann"_s, u"leuchtqualle 9"_s));
        } else if (event == "life"_L1) {
            world.pass(12h + 1s);
        } else {
            world.arrive(Task {[&](Coordinator&) { world.desk->signIn().endSessionsOf(world.ann); }});
        }
        world.pass(5s);
        QCOMPARE(world.disconnects.value(connection, Code::ok), Code::sessionEnded);
        QCOMPARE(world.authenticate(signedIn->token).error().code, Code::sessionEnded);
        QCOMPARE(world.hello({3, 1}, signedIn->token).error().code, Code::sessionEnded);
        QCOMPARE(world.signOutOverHttp(signedIn->token).error().code, Code::sessionEnded);
        QCOMPARE(world.disconnects.contains(others), event == "life"_L1);
    }

    void anUnusedSessionEndsAndAConnectedOneDoesNot()
    {
        SignInWorld world;
        const auto idle = world.signIn(u"ann"_s);
        const auto used = world.signIn(u"ben"_s);
        const SessionId connection = world.enter(*used);
        world.pass(29min);
        QVERIFY(world.authenticate(idle->token));
        world.pass(31min);
        QCOMPARE(world.authenticate(idle->token).error().code, Code::sessionEnded);
        QVERIFY(world.authenticate(used->token));
        world.leave(connection);
        world.pass(29min);
        QVERIFY(world.authenticate(used->token));
        world.pass(31min);
        QVERIFY(!world.authenticate(used->token));
        QVERIFY(SessionTable::all(*world.database)->empty());
    }

    void aSessionOutlivesARestartOfTheServer()
    {
        SignInWorld world;
        const auto signedIn = world.signIn(u"ann"_s);
        world.restart();
        QVERIFY(world.authenticate(signedIn->token));
        QVERIFY(world.ask(world.enter(*signedIn), SignOut {}));
        world.restart();
        QVERIFY(!world.authenticate(signedIn->token));
    }

    // O-2: nobody has a password to begin with; a code from the console sets the first, once and in time.
    void aCodeSetsThePasswordOnce()
    {
        SignInWorld world;
        const NewToken code = newToken(TokenKind::setup);
        const auto give = [&] {
            world.store([&](Database& database) {
                return PersonTable::setPassword(database, world.ann, Person::setupCode(code.hash, world.now + 30min));
            });
        };
        give();
        QVERIFY(!world.signIn(u"ann"_s));
        QVERIFY(!world.signIn(u"ann"_s, code.text));
        QCOMPARE(world.askHttp(SetPassword {u"ann"_s, code.text, u"12345678"_s}).error().code, Code::invalidField);
        QVERIFY(!world.askHttp(SetPassword {u"ben"_s, code.text, u"leuchtqualle 9"_s}));
        QVERIFY(world.askHttp(SetPassword {u"ann"_s, code.text, u"leuchtqualle 9"_s}));
        QVERIFY(!world.askHttp(SetPassword {u"ann"_s, code.text, u"leuchtqualle 10"_s}));
        QVERIFY(world.signIn(u"ann"_s, u"leuchtqualle 9"_s));
        give();
        world.pass(30min);
        QVERIFY(!world.askHttp(SetPassword {u"ann"_s, code.text, u"leuchtqualle 9"_s}));
    }

    void aTokenOfAnotherKindOrNoneIsWorthNothing()
    {
        SignInWorld world;
        QVERIFY(!world.authenticate(QString()));
        QVERIFY(!world.authenticate(newToken(TokenKind::session).text));
        QVERIFY(!world.authenticate(newToken(TokenKind::visitor).text));
    }
};

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"
