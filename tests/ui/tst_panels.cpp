// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

#include "tests/ui/deskfixture.h"
#include "ui/panels/factsheet.h"
#include "ui/panels/listpanel.h"
#include "ui/tickets/newticketdialog.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/focusring.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const Instant kThen = fromMillis(1'699'990'000'000);

Order order(quint64 number)
{
    Order order;
    order.id = OrderId(testId(21, number));
    order.number = u"LM%1"_s.arg(number);
    order.state = OrderState::shipped;
    order.buyer = u"林晓"_s;
    order.region = u"浙江 杭州"_s;
    order.lines = {{u"COAT-M"_s, u"羊毛大衣 <b>x</b>"_s, u"驼色"_s, 2, {89900, u"CNY"_s}}};
    order.shipping = {0, u"CNY"_s};
    order.discount = {3000, u"CNY"_s};
    order.total = {176800, u"CNY"_s};
    order.placedAt = kThen;
    order.carrier = u"顺丰"_s;
    order.trackingNumber = u"SF123"_s;
    order.steps = {{kThen, u"packed"_s, u"杭州"_s}, {kThen + std::chrono::hours(2), u"on its way"_s, u"上海"_s}};
    return order;
}

ProductFacts product(const QString& code, qsizetype skus = 2)
{
    ProductFacts facts;
    facts.product.id = ProductId(testId(22, qHash(code)));
    facts.product.code = code;
    facts.product.title = code + u" coat"_s;
    facts.product.returnRule = u"seven days"_s;
    facts.at = kThen;
    for (qsizetype i = 0; i < skus; ++i) {
        Sku sku;
        sku.sku = u"%1-%2"_s.arg(code).arg(i);
        sku.variant = u"size %1"_s.arg(i);
        sku.price = {79900, u"CNY"_s};
        sku.stock = i == 0 ? 6 : 0;
        FinalPrice price;
        price.sku = sku.sku;
        price.unit = price.sum = sku.price;
        price.coupons = {{u"C"_s, u"30 off"_s, {3000, u"CNY"_s}}};
        price.total = {76900, u"CNY"_s};
        facts.product.skus.append(sku);
        facts.prices.append(price);
    }
    return facts;
}

class Panels : public DeskFixture {
public:
    Panels() { openFirst(); }

    void bringOrders(const QList<Order>& orders)
    {
        server.mustReceive<OrdersOfConversation>();
        server.answer<OrdersOfConversation>({orders, orders.size()});
    }
    void bringProducts(const QList<ProductFacts>& products)
    {
        server.mustReceive<ProductsOfConversation>();
        server.answer<ProductsOfConversation>({products});
    }
    /// What articles were searched for, up to this.
    QString askedFor(const QString& text)
    {
        QString asked;
        for (int i = 0; i < 10 && asked != text && !QTest::currentTestFailed(); ++i)
            asked = server.mustReceive<FindArticles>().text;
        return asked;
    }
    QString facts(const char* panel) const { return find<FactSheet>(panel)->toPlainText(); }
    void click(const char* name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
};

} // namespace

class TestPanels final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ordersAreThereBeforeAnybodyAsks()
    {
        Panels desk;
        desk.bringOrders({order(1), order(2)});
        QTRY_COMPARE(desk.find<QListView>("orderPanelView")->model()->rowCount(), 2);
        QTRY_VERIFY(!desk.facts("orderPanelFacts").isEmpty());
        const QString facts = desk.facts("orderPanelFacts");
        for (const QString& said : {u"羊毛大衣 <b>x</b> 驼色 · 2 × ¥899.00"_s, u"¥1,798.00"_s, u"−¥30.00"_s, u"¥1,768.00"_s,
                 u"顺丰 SF123"_s, u"上海 on its way"_s, u"杭州 packed"_s})
            QVERIFY2(facts.contains(said), qPrintable(said + u" in "_s + facts));
        QVERIFY(facts.indexOf(u"on its way"_s) < facts.indexOf(u"packed"_s));
        QVERIFY(!facts.contains(u"Buyer's note"_s));
    }

    void whatWasAskedTooFastIsAskedAgain()
    {
        Panels desk;
        desk.server.mustReceive<OrdersOfConversation>();
        desk.server.refuse<OrdersOfConversation>(Code::rateLimited);
        desk.server.mustReceive<ReadCustomer>();
        desk.server.refuse<ReadCustomer>(Code::rateLimited);
        desk.server.mustReceive<ReadCustomer>();
        desk.bringOrders({order(1)});
        QTRY_COMPARE(desk.find<QListView>("orderPanelView")->model()->rowCount(), 1);
    }

    void anOrderGoesIntoTheReplyAndAsACard()
    {
        Panels desk;
        desk.bringOrders({order(1), order(2)});
        auto* rows = desk.find<QListView>("orderPanelView");
        QTRY_COMPARE(rows->model()->rowCount(), 2);
        rows->setFocus();
        Panels::press(Qt::Key_Down);
        desk.click("orderInsert");
        QCOMPARE(desk.written(), u"LM2"_s);
        desk.click("orderCard");
        const Send sent = desk.server.mustReceive<Send>();
        const auto* card = std::get_if<OrderCard>(&sent.content);
        QVERIFY(card);
        QCOMPARE(card->number, u"LM2"_s);
        QCOMPARE(card->total, (Money {176800, u"CNY"_s}));
        QCOMPARE(desk.written(), u"LM2"_s);
    }

    void aPhraseKnowsTheChosenOrder()
    {
        Panels desk;
        desk.bringOrders({order(1), order(2)});
        auto* rows = desk.find<QListView>("orderPanelView");
        QTRY_COMPARE(rows->model()->rowCount(), 2);
        QCOMPARE(desk.composer()->facts().value(u"order"_s), u"LM1"_s); // the latest one
        rows->setFocus();
        Panels::press(Qt::Key_Down);
        QCOMPARE(desk.composer()->facts().value(u"order"_s), u"LM2"_s);
        QCOMPARE(desk.composer()->facts().value(u"tracking"_s), u"SF123"_s);
    }

    void theOrderTheCustomerNamesIsChosen()
    {
        Panels desk;
        desk.bringOrders({order(1), order(2), order(21)});
        auto* rows = desk.find<QListView>("orderPanelView");
        QTRY_COMPARE(rows->model()->rowCount(), 3);
        const StreamId stream = StreamId::of(testConversation(1));
        desk.server.says(Entries {stream, {testEntry(4, u"不是 LM1，是lm21 还没到"_s)}});
        QCOMPARE(rows->currentIndex().row(), 2);
        QCOMPARE(desk.composer()->facts().value(u"order"_s), u"LM21"_s);
        rows->setFocus();
        Panels::press(Qt::Key_Up); // by hand: until another one is named
        desk.server.says(Entries {stream, {testEntry(5, u"请快一点"_s)}});
        QCOMPARE(desk.composer()->facts().value(u"order"_s), u"LM2"_s);
        desk.server.says(Entries {stream, {say(6, OrderCard {u"LM1"_s, {}, {}, {}}, AuthorKind::staff)}});
        QCOMPARE(desk.composer()->facts().value(u"order"_s), u"LM1"_s);
    }

    void enterPressesAButtonThatHasTheKeysAndTheListShowsThem()
    {
        Panels desk;
        desk.bringOrders({order(1)});
        auto* rows = desk.find<QListView>("orderPanelView");
        QTRY_COMPARE(rows->model()->rowCount(), 1);
        QVERIFY(!rows->findChild<FocusRing*>()->isVisible());
        rows->setFocus(Qt::TabFocusReason);
        QVERIFY(rows->findChild<FocusRing*>()->isVisible());
        desk.find<QPushButton>("orderCard")->setFocus(Qt::TabFocusReason);
        QVERIFY(!rows->findChild<FocusRing*>()->isVisible());
        Panels::press(Qt::Key_Return);
        QVERIFY(std::holds_alternative<OrderCard>(desk.server.mustReceive<Send>().content));
        desk.transcript()->setFocus(Qt::TabFocusReason);
        QVERIFY(desk.transcript()->findChild<FocusRing*>()->isVisible());
        for (const char* facts : {"orderPanelFacts", "customerFacts"}) {
            desk.find<FactSheet>(facts)->setFocus(Qt::TabFocusReason);
            QVERIFY2(desk.find<FactSheet>(facts)->findChild<FocusRing*>()->isVisible(), facts);
        }
    }

    void aSmallScreenIsEnoughForAllOfThem()
    {
        Panels desk;
        desk.bringOrders({order(1), order(2), order(3)});
        desk.bringProducts({product(u"A"_s), product(u"B"_s)});
        QTRY_VERIFY(!desk.facts("orderPanelFacts").isEmpty());
        QTRY_COMPARE(
            desk.find<QListView>("orderPanelView")->height(), 2 * desk.find<QListView>("orderPanelView")->sizeHintForRow(0));
        QVERIFY2(desk.window->minimumSizeHint().height() <= 640,
            qPrintable(QString::number(desk.window->minimumSizeHint().height())));
        desk.window->resize(1024, 640);
        QCoreApplication::processEvents();
        QCOMPARE(desk.window->size(), QSize(1024, 640));
        for (const char* panel : {"orderPanel", "productPanel"}) {
            const auto* view = desk.find<QListView>(qPrintable(QString::fromLatin1(panel) + u"View"_s));
            QTRY_COMPARE(view->height() % view->sizeHintForRow(0), 0); // no row is cut
            const auto* facts = desk.find<FactSheet>(qPrintable(QString::fromLatin1(panel) + u"Facts"_s));
            QVERIFY2(facts->height() >= 2 * facts->fontMetrics().height(), panel);
        }
        const auto* tabs = desk.find<QTabBar>("conversationTabs");
        int wanted = 0;
        for (int tab = 0; tab < tabs->count(); ++tab)
            wanted += tabs->fontMetrics().horizontalAdvance(tabs->tabText(tab)) + 10;
        QVERIFY2(wanted <= tabs->width(), qPrintable(QString::number(wanted)));
    }

    void onALowScreenThePanelsScrollAndTheWritingStays()
    {
        Panels desk;
        desk.bringOrders({order(1), order(2)});
        desk.bringProducts({product(u"A"_s)});
        desk.window->resize(960, 480); // 1920 × 1080 at 200 %, less what the system keeps
        QCoreApplication::processEvents();
        QCOMPARE(desk.window->size(), QSize(960, 480));
        const auto inSight = [&desk](const QWidget* widget) {
            return widget->visibleRegion().boundingRect() == widget->rect()
                && desk.window->rect().contains(QRect(widget->mapTo(desk.window.get(), QPoint()), widget->size()));
        };
        for (const char* name : {"sendButton", "presenceButton", "orderPanelSearch"})
            QVERIFY2(inSight(desk.find<QWidget>(name)), name);
        const auto* search = desk.find<QLineEdit>("knowledgePanelSearch");
        desk.press(Qt::Key_5, Qt::AltModifier);
        QTRY_VERIFY(search->hasFocus() && inSight(search));
        desk.press(Qt::Key_1, Qt::AltModifier);
        QTRY_VERIFY(inSight(desk.find<QWidget>("orderPanelSearch")));
    }

    void anotherCustomerBeginsAtTheFirstRowWithoutASearch()
    {
        Panels desk;
        desk.bringProducts({product(u"A"_s), product(u"B"_s), product(u"C"_s)});
        auto* rows = desk.find<QListView>("productPanelView");
        QTRY_COMPARE(rows->model()->rowCount(), 3);
        rows->setCurrentIndex(rows->model()->index(2, 0));
        desk.find<QLineEdit>("orderPanelSearch")->setText(u"somebody"_s);
        desk.desk->workspace.requestOpen(testConversation(2));
        QCOMPARE(desk.find<QLineEdit>("orderPanelSearch")->text(), QString());
        desk.bringProducts({product(u"C"_s), product(u"A"_s)});
        QTRY_COMPARE(rows->model()->rowCount(), 2);
        QCOMPARE(rows->currentIndex().row(), 0);
        QTRY_VERIFY(desk.facts("productPanelFacts").contains(u"size 0"_s));
    }

    void aSearchWithoutAResultIsNoEmptyShop()
    {
        Panels desk;
        for (const char* name : {"orderPanel", "productPanel", "ticketPanel", "knowledgePanel"}) {
            const auto* panel = desk.find<ListPanel>(name);
            const auto told = [panel] {
                QString text;
                for (const QLabel* label : panel->findChild<EmptyState*>()->findChildren<QLabel*>())
                    text += label->text();
                return text;
            };
            const QString before = told();
            QVERIFY2(!before.contains(u"Nothing found"_s), qPrintable(before));
            panel->searchField()->setText(u"zzz"_s);
            QTRY_VERIFY2(told().contains(u"Nothing found"_s), name);
            panel->searchField()->clear();
            QTRY_COMPARE(told(), before);
        }
    }

    void productsSayWhatACustomerPaysAfterCoupons()
    {
        Panels desk;
        desk.bringProducts({product(u"A"_s)});
        QTRY_VERIFY(desk.facts("productPanelFacts").contains(u"¥769.00 (was ¥799.00)"_s));
        const QString facts = desk.facts("productPanelFacts");
        for (const QString& said :
            {u"size 0 · 6 in stock"_s, u"size 1 · Sold out"_s, u"30 off"_s, u"−¥30.00"_s, u"seven days"_s})
            QVERIFY2(facts.contains(said), qPrintable(said + u" in "_s + facts));
    }

    void ofSeveralSkusOneIsChosenForTheCard()
    {
        Panels desk;
        desk.bringProducts({product(u"A"_s)});
        QTRY_VERIFY(!desk.facts("productPanelFacts").isEmpty());
        desk.click("productCard");
        auto* menu = desk.find<QPushButton>("productCard")->findChild<QMenu*>();
        QVERIFY(menu && menu->isVisible());
        QCOMPARE(menu->actions().size(), 2);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        const Send sent = desk.server.mustReceive<Send>();
        const auto* card = std::get_if<ProductCard>(&sent.content);
        QVERIFY(card);
        QCOMPARE(card->sku, u"A-1"_s);
        QCOMPARE(card->price, (Money {76900, u"CNY"_s}));
    }

    void aTicketIsOpenedByKeyboardOutOfTheConversation()
    {
        Panels desk;
        desk.bringOrders({order(1)});
        QTRY_COMPARE(desk.find<QListView>("orderPanelView")->model()->rowCount(), 1);
        Panels::press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = desk.window->findChild<NewTicketDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"ticketTitle"_s);
        Panels::press(Qt::Key_Return);
        QVERIFY2(dialog->isVisible(), "without a title nothing is opened");
        Panels::type("refund the coat");
        QCOMPARE(dialog->findChild<QComboBox*>(u"ticketOrder"_s)->currentText(), u"LM1"_s);
        for (const QComboBox* box : dialog->findChildren<QComboBox*>())
            QCOMPARE(std::ranges::any_of(dialog->findChildren<QLabel*>(),
                         [box](const QLabel* label) { return label->isVisible() && label->text() == box->accessibleName(); }),
                box->isVisible());
        QCOMPARE(dialog->ticket().title, u"refund the coat"_s);
        Panels::press(Qt::Key_Return);
        QTRY_VERIFY(!desk.window->findChild<NewTicketDialog*>());
        const OpenTicket asked = desk.server.mustReceive<OpenTicket>();
        QCOMPARE(asked.title, u"refund the coat"_s);
        QCOMPARE(asked.conversation, testConversation(1));
        QCOMPARE(asked.order, u"LM1"_s);
        desk.server.answer<OpenTicket>({TicketId(testId(23, 1)), u"T000007"_s, 1, kNow});
        auto* panel = desk.window->findChild<QWidget*>(u"ticketPanel"_s);
        QTRY_VERIFY(std::ranges::any_of(
            panel->findChildren<QLabel*>(), [](const QLabel* label) { return label->text().contains(u"T000007"_s); }));
    }

    void aComplaintSaysWhomItIsAbout_data()
    {
        QTest::addColumn<bool>("answersLast");
        QTest::newRow("a colleague answered last") << false;
        QTest::newRow("the person at the desk did") << true;
    }
    void aComplaintSaysWhomItIsAbout()
    {
        QFETCH(bool, answersLast);
        const PersonId wang(testId(31, 1));
        const PersonId sun(testId(31, 2));
        Panels desk;
        Assigned assigned;
        assigned.agent = sun;
        assigned.agentName = u"孙丽"_s;
        Entry answer = say(5, Text {u"that is how it is"_s}, AuthorKind::staff);
        answer.author = {AuthorKind::staff, wang.value, u"王敏"_s};
        QList<Entry> entries {say(4, assigned, AuthorKind::system), answer};
        if (answersLast) {
            entries.append(say(6, Text {u"I am sorry"_s}, AuthorKind::staff));
            entries.last().author = {AuthorKind::staff, desk.server.me.person.value, desk.server.me.name};
        }
        desk.server.says(Entries {StreamId::of(testConversation(1)), entries});
        QTRY_COMPARE(desk.transcript()->rowCount(), int(3 + entries.size()));
        Panels::press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = desk.window->findChild<NewTicketDialog*>();
        QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"ticketTitle"_s);
        Panels::type("rude");
        const auto* about = dialog->findChild<QComboBox*>(u"ticketAbout"_s);
        const auto* hint = dialog->findChild<QLabel*>(u"ticketAboutHint"_s);
        QVERIFY(!about->isVisible() && !hint->isVisible());
        Panels::press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"ticketKind"_s);
        auto* kind = dialog->findChild<QComboBox*>(u"ticketKind"_s);
        const int complaint = kind->findData(int(TicketKind::complaint));
        while (kind->currentIndex() != complaint && kind->currentIndex() + 1 < kind->count())
            Panels::press(Qt::Key_Down);
        QCOMPARE(kind->currentIndex(), complaint);
        QVERIFY(about->isVisible() && hint->isVisible());
        Panels::press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"ticketAbout"_s);
        QCOMPARE(about->itemText(0), u"Nobody in particular"_s);
        QCOMPARE(about->count(), answersLast ? 4 : 3);
        QCOMPARE(about->currentText(), answersLast ? u"Nobody in particular"_s : u"王敏"_s);
        QCOMPARE(about->itemText(about->count() - 1), u"孙丽"_s);
        kind->setCurrentIndex(kind->findData(int(TicketKind::refund)));
        QVERIFY(!about->isVisible());
        QVERIFY(!dialog->ticket().about);
        kind->setCurrentIndex(complaint);
        dialog->findChild<QLineEdit*>(u"ticketTitle"_s)->setFocus();
        Panels::press(Qt::Key_Return);
        const OpenTicket asked = desk.server.mustReceive<OpenTicket>();
        QCOMPARE(asked.kind, TicketKind::complaint);
        QCOMPARE(asked.about, answersLast ? std::optional<PersonId>() : wang);
    }

    /// Nobody had it, and so nobody can be meant.
    void aComplaintOfWhichNobodyIsKnownAsksForNobody()
    {
        Panels desk;
        Panels::press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = desk.window->findChild<NewTicketDialog*>();
        QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
        auto* kind = dialog->findChild<QComboBox*>(u"ticketKind"_s);
        kind->setCurrentIndex(kind->findData(int(TicketKind::complaint)));
        QVERIFY(!dialog->findChild<QComboBox*>(u"ticketAbout"_s)->isVisible());
        QVERIFY(!dialog->ticket().about);
    }

    void aTicketMovesOnOnlyWhereItMay()
    {
        Panels desk;
        Ticket ticket;
        ticket.id = TicketId(testId(23, 2));
        ticket.number = u"T000008"_s;
        ticket.title = u"parcel lost"_s;
        ticket.state = TicketState::inProgress;
        ticket.openedAt = ticket.changedAt = kThen;
        desk.server.mustReceive<TicketsOfConversation>();
        desk.server.answer<TicketsOfConversation>({{ticket}, 1});
        Panels::press(Qt::Key_4, Qt::AltModifier);
        QTRY_VERIFY(desk.facts("ticketPanelFacts").contains(u"T000008"_s));
        desk.click("ticketMove");
        auto* menu = desk.find<QPushButton>("ticketMove")->findChild<QMenu*>();
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), movesFrom(TicketState::inProgress).size());
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        const ChangeTicket asked = desk.server.mustReceive<ChangeTicket>();
        QCOMPARE(asked.ticket, ticket.id);
        QCOMPARE(asked.state, movesFrom(TicketState::inProgress).first());
        desk.server.refuse<ChangeTicket>(Code::forbidden);
        auto* panel = desk.window->findChild<QWidget*>(u"ticketPanel"_s);
        QTRY_VERIFY(std::ranges::any_of(panel->findChildren<QLabel*>(),
            [](const QLabel* label) { return label->isVisible() && label->text().contains(u"role"_s); }));
    }

    void knowledgeFollowsWhatTheCustomerSays()
    {
        Panels desk;
        desk.server.says(Entries {StreamId::of(testConversation(1)), {testEntry(4, u"how do I return it"_s)}});
        QCOMPARE(desk.askedFor(u"how do I return it"_s), u"how do I return it"_s);
    }

    void ofManyArticlesFoundOnlyTheChosenOneIsRead()
    {
        Panels desk;
        Panels::press(Qt::Key_5, Qt::AltModifier);
        Panels::type("return");
        QCOMPARE(desk.askedFor(u"return"_s), u"return"_s);
        ArticleList list;
        for (quint64 each = 1; each <= 20; ++each)
            list.hits.append({ArticleId(testId(24, each)), u"en"_s, u"Returns %1"_s.arg(each), u"After"_s, u"seven days"_s});
        desk.server.answer<FindArticles>(list);
        QCOMPARE(desk.server.mustReceive<ReadArticle>().article, list.hits.first().id);
        QTRY_COMPARE(desk.find<QListView>("knowledgePanelView")->model()->rowCount(), 20);
        desk.find<QListView>("knowledgePanelView")
            ->setCurrentIndex(desk.find<QListView>("knowledgePanelView")->model()->index(1, 0));
        // The very next one read is the one chosen next: the first was not asked for again and again.
        QCOMPARE(desk.server.mustReceive<ReadArticle>().article, list.hits.at(1).id);
    }

    void anArticleGoesIntoTheReplyAsPlainText()
    {
        Panels desk;
        Panels::press(Qt::Key_5, Qt::AltModifier);
        Panels::type("return");
        QCOMPARE(desk.askedFor(u"return"_s), u"return"_s);
        const ArticleId id(testId(24, 1));
        ArticleList list;
        list.hits = {{id, u"en"_s, u"Returns"_s, u"After"_s, u"seven days"_s}};
        desk.server.answer<FindArticles>(list);
        QCOMPARE(desk.server.mustReceive<ReadArticle>().article, id);
        Article article;
        article.id = id;
        article.key = u"returns"_s;
        article.language = u"en"_s;
        article.title = u"Returns"_s;
        article.body = u"**Seven days**, <script>x</script> unused:\n\n- with the box\n\n![p](https://a.example/p.png)"_s;
        desk.server.answer<ReadArticle>({article});
        QTRY_VERIFY(desk.facts("knowledgePanelFacts").contains(u"Seven days"_s));
        QVERIFY(desk.facts("knowledgePanelFacts").contains(u"<script>"_s));
        desk.click("articleInsert");
        QTRY_VERIFY(desk.written().startsWith(u"Seven days,"_s));
        QVERIFY(!desk.written().contains(u'*'));
    }
};

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
