// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/support/wirevalues.h"
#include "tests/system/twoshops.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// What a stranger aims at: the other shop's things, or things that are nowhere.
struct Aim {
    Uuid conversation;
    Uuid ticket;
    Uuid article;
    Uuid blob;
    Uuid person;
    Uuid queue;
    StreamId stream;
    QString text;
    QString order;
    QString product;
};

bool set(ConversationId& field, QLatin1StringView, const Aim& aim)
{
    field = ConversationId(aim.conversation);
    return true;
}
bool set(TicketId& field, QLatin1StringView, const Aim& aim)
{
    field = TicketId(aim.ticket);
    return true;
}
bool set(ArticleId& field, QLatin1StringView, const Aim& aim)
{
    field = ArticleId(aim.article);
    return true;
}
bool set(BlobId& field, QLatin1StringView, const Aim& aim)
{
    field = BlobId(aim.blob);
    return true;
}
bool set(PersonId& field, QLatin1StringView, const Aim& aim)
{
    field = PersonId(aim.person);
    return true;
}
bool set(QueueId& field, QLatin1StringView, const Aim& aim)
{
    field = QueueId(aim.queue);
    return true;
}
bool set(StreamId& field, QLatin1StringView, const Aim& aim)
{
    field = aim.stream;
    return true;
}
bool set(ClientId& field, QLatin1StringView, const Aim&)
{
    field = WirePerson::newId();
    return false;
}
bool set(QString& field, QLatin1StringView name, const Aim& aim)
{
    const bool words = name == "text"_L1;
    const bool number = name == "number"_L1 || name == "order"_L1;
    const bool code = name == "code"_L1;
    field = words ? aim.text : number ? aim.order : code ? aim.product : field;
    return words || number || code;
}
template <class T>
bool set(T&, QLatin1StringView, const Aim&)
{
    return false;
}
template <class T>
bool set(std::optional<T>& field, QLatin1StringView name, const Aim& aim)
{
    T value {};
    const bool aimed = set(value, name, aim);
    if (aimed)
        field = value;
    return aimed;
}

/// Points every field that can name something at the aim; false if there is none.
template <Request R>
bool point(R& request, const Aim& aim)
{
    bool aimed = false;
    std::apply([&](const auto&... field) { ((aimed = set(request.*field.member, field.name, aim) || aimed), ...); }, R::fields);
    // One target at a time.
    if constexpr (std::is_same_v<R, Transfer>)
        request.toQueue.reset();
    if constexpr (std::is_same_v<R, WatchBoard>)
        request.board = BoardName::typing;
    return aimed;
}

} // namespace

/// Two shops on one server: no byte of the one reaches anybody of the other, whoever asks, whatever is asked.
class TestCanary final : public QObject {
    Q_OBJECT

private:
    Aim there(StreamKind kind) const
    {
        const Uuid key = kind == StreamKind::ticket ? m_world->ticket.value : m_world->conversation.value;
        return {m_world->conversation.value, m_world->ticket.value, m_world->article.value, m_world->picture.value,
            m_world->me.person.value, m_world->queue.value, {kind, key}, TwoShops::kPlanted, TwoShops::planted("N1"),
            TwoShops::planted("P1")};
    }
    static Aim nowhere(StreamKind kind)
    {
        const auto any = [] { return WirePerson::newId().value; };
        return {
            any(), any(), any(), any(), any(), any(), {kind, any()}, u"q7z3Nichts"_s, u"N1 q7z3Nichts"_s, u"P1 q7z3Nichts"_s};
    }
    /// Everything this role may ask, aimed at the other shop and at nothing: both get the same answer.
    void askEverything(WirePerson& person, Role role)
    {
        Requests::forEach([&]<class R>(std::type_identity<R>) {
            if (!R::roles.has(role) || std::is_same_v<R, Hello> || std::is_same_v<R, SignIn> || std::is_same_v<R, SetPassword>)
                return;
            for (const auto& [kind, name] : EnumNames<StreamKind>::names) {
                constexpr bool ofStream = std::is_same_v<R, WatchStream> || std::is_same_v<R, ReadStream>;
                if (!ofStream && kind != StreamKind::conversation)
                    continue;
                R aimed = WireValues(1, WireValues::Mood::tame).make<R>();
                if (!point(aimed, there(kind)))
                    continue;
                R lost = aimed;
                point(lost, nowhere(kind));
                // What the customer says goes to the own conversation; only what names another one is compared.
                if constexpr (std::is_same_v<R, LeaveMessage>)
                    continue;
                const QJsonObject answer = person.askPlain(aimed);
                const QJsonObject expected = person.askPlain(lost);
                const QByteArray both = QJsonDocument(QJsonObject {{QString(R::type), answer}, {u"and nowhere"_s, expected}})
                                            .toJson();
                QVERIFY2(answer == expected, both.constData());
            }
        });
    }
    /// What must not be in anybody else's traffic.
    QByteArrayList canaries() const
    {
        const QByteArray tail = TwoShops::kPhone.right(4).toUtf8();
        QByteArrayList found {
            TwoShops::kPlanted.toUtf8(), TwoShops::kPhone.toUtf8(), '"' + tail + '"', "****-" + tail, " " + tail};
        for (const Uuid& id :
            {m_world->conversation.value, m_world->ticket.value, m_world->article.value, m_world->picture.value,
                m_world->me.person.value, m_world->queue.value, m_world->nox.value, m_world->said.value})
            found.append(id.toString().toUtf8());
        return found;
    }
    void heardNothing(const WirePerson& person)
    {
        const QByteArrayList all = canaries();
        for (const QByteArray& canary : all) {
            const qsizetype at = person.heard.indexOf(canary);
            QVERIFY2(at < 0, person.heard.mid(at - 200, 400).constData());
        }
    }

    std::unique_ptr<TwoShops> m_world;

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<TwoShops>();
        m_world->live();
        // The canary sings at home: what is looked for below is what is told there.
        QVERIFY(m_world->agent.ask(ReadStream {StreamId::of(m_world->conversation), 0, {}, 200}));
        for (const QByteArray& canary :
            {TwoShops::kPlanted.toUtf8(), m_world->conversation.toString().toUtf8(), m_world->ticket.toString().toUtf8(),
                m_world->picture.toString().toUtf8(), m_world->me.person.toString().toUtf8()})
            QVERIFY2(m_world->agent.heard.contains(canary), canary.constData());
    }

    void nobodyOfTheOtherShopGetsAByte_data()
    {
        QTest::addColumn<Role>("role");
        for (const auto& [role, name] : EnumNames<Role>::names)
            QTest::newRow(name.data()) << role;
    }
    void nobodyOfTheOtherShopGetsAByte()
    {
        QFETCH(Role, role);
        WirePerson person(m_world->server.url());
        QVERIFY(role == Role::customer ? bool(person.enterCustomer(u"lumen"_s))
                                       : bool(person.enterStaff(m_world->staff.value(role))));
        const bool desk = kDeskRoles.has(role);
        if (desk)
            for (const auto& [board, name] : EnumNames<BoardName>::names)
                if (board != BoardName::typing)
                    QCOMPARE(
                        bool(person.ask(WatchBoard {board, {}, 0, 200})), board != BoardName::help || kTeamLeaders.has(role));
        askEverything(person, role);
        if (desk)
            for (const QString& words : {u"q7z3"_s, u"Kundin"_s, u"Käuferin"_s, u"return"_s, u"Lampe"_s, u"Anliegen"_s,
                     u"5678"_s, u"SF"_s, u"N1"_s, QString()}) {
                (void)person.ask(FindConversations {words, 200});
                (void)person.ask(FindOrders {words, 100});
                (void)person.ask(FindProducts {words, 100});
                (void)person.ask(FindTickets {words, false, false, 100});
                (void)person.ask(FindArticles {words, {}, 50});
            }
        // The files of the other shop, by the very path its people were given.
        const QString bearer = role == Role::customer ? QString() : m_world->staff.value(role);
        if (!bearer.isEmpty())
            QCOMPARE(person.get(m_world->picturePath, bearer).status, 404);
        QCOMPARE(person.get(m_world->agentPicturePath, bearer).status, 404);
        heardNothing(person);
    }

    // Boards and streams of the one do not stir when the other lives.
    void whatHappensThereIsNotFeltHere()
    {
        WirePerson desk(m_world->server.url());
        QVERIFY(desk.enterStaff(m_world->staff.value(Role::supervisor)));
        for (const auto& [board, name] : EnumNames<BoardName>::names)
            if (board != BoardName::typing)
                QVERIFY(desk.ask(WatchBoard {board, {}, 0, 200}));
        WirePerson visitor(m_world->server.url());
        QVERIFY(visitor.enterCustomer(u"lumen"_s));
        QVERIFY(visitor.ask(WatchBoard {BoardName::queue, {}, 0, 10}));

        WirePerson other(m_world->server.url());
        QVERIFY(other.enterCustomer(u"nox"_s, m_world->identity()));
        QVERIFY(other.ask(Send {WirePerson::newId(), {}, {}, Text {TwoShops::planted("Nachfrage")}}));
        QVERIFY(other.ask(RequestPerson {WirePerson::newId()}));
        QVERIFY(m_world->agent.ask(SetPresence {Presence::onBreak, BreakReason::none})
            || m_world->agent.ask(SetPresence {Presence::meeting, BreakReason::none}));
        QVERIFY(m_world->agent.ask(SetPresence {Presence::online, BreakReason::none}));
        // A word of the own customer comes to the own desk after all that.
        QVERIFY(visitor.ask(Send {WirePerson::newId(), {}, {}, Text {u"hier"_s}}));
        QVERIFY(visitor.ask(RequestPerson {WirePerson::newId()}));
        QVERIFY(waitFor([&] { return desk.heard.contains("hier"); }));
        heardNothing(desk);
        heardNothing(visitor);
    }

    // A visitor's token is worth nothing in another shop, nor is a shop's signature.
    void tokensAndSignaturesStopAtTheShop()
    {
        WirePerson thief(m_world->server.url());
        thief.token = m_world->customer.token;
        const auto welcome = thief.enterCustomer(u"lumen"_s);
        QVERIFY(welcome);
        QVERIFY(!welcome->visitor->conversation);
        QVERIFY(thief.token != m_world->customer.token);
        QVERIFY(thief.connect());
        QCOMPARE(thief.enterCustomer(u"lumen"_s, m_world->identity()).error().code, Code::identityInvalid);
        thief.token = m_world->agentToken;
        (void)thief.enterCustomer(u"lumen"_s);
        heardNothing(thief);
    }

    // Within one shop: a customer and somebody else's conversation.
    void aCustomerGetsNothingOfAnother()
    {
        WirePerson nosy(m_world->server.url());
        QVERIFY(nosy.enterCustomer(u"nox"_s));
        // The shop's own name is no secret to its customers; what was said, and by whom, is.
        nosy.heard.clear();
        askEverything(nosy, Role::customer);
        heardNothing(nosy);
    }

    // Of the own shop's things, none can be given to the other's people or groups.
    void nothingIsHandedOver()
    {
        WirePerson desk(m_world->server.url());
        QVERIFY(desk.enterStaff(m_world->staff.value(Role::supervisor)));
        QVERIFY(desk.ask(SetPresence {Presence::online, BreakReason::none}));
        WirePerson visitor(m_world->server.url());
        QVERIFY(visitor.enterCustomer(u"lumen"_s));
        const auto stored = visitor.ask(Send {WirePerson::newId(), {}, {}, Text {u"ja"_s}});
        QVERIFY(stored);
        qint64 version = 0;
        QVERIFY(waitFor([&] {
            const auto found = desk.ask(FindConversations {{}, 200});
            for (const ConversationRow& row : found->rows)
                if (row.id == stored->conversation)
                    version = row.assignmentVersion;
            return version > 0;
        }));
        Transfer transfer {WirePerson::newId(), stored->conversation, version, m_world->me.person, {}, {}};
        QCOMPARE(desk.ask(transfer).error().code, Code::notFound);
        transfer.toAgent.reset();
        transfer.toQueue = m_world->queue;
        QCOMPARE(desk.ask(transfer).error().code, Code::notFound);
        OpenTicket open;
        open.clientId = WirePerson::newId();
        open.title = u"x"_s;
        const auto ticket = desk.ask(open);
        QVERIFY(ticket);
        QCOMPARE(ticket->ticketNumber, u"T000001"_s); // numbers count in their shop
        ChangeTicket change;
        change.clientId = WirePerson::newId();
        change.ticket = ticket->ticket;
        change.assignee = m_world->me.person;
        QCOMPARE(desk.ask(change).error().code, Code::notFound);
        // Somebody else's id of a message: refused, and not said whose.
        QCOMPARE(desk.ask(AddNote {m_world->said, stored->conversation, u"x"_s}).error().code, Code::conflict);
        heardNothing(desk);
    }

    void whatIsMeasuredNamesNobody()
    {
        WirePerson person(m_world->server.url());
        for (const QString& path : {u"/metrics"_s, u"/health"_s, u"/ready"_s, u"/widget.html?shop=nox"_s})
            QCOMPARE(person.get(path).status, 200);
        heardNothing(person);
        QCOMPARE(m_world->server.terminate(), 0);
    }
};

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"
