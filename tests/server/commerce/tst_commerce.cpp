// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include "server/knowledge/articletable.h"
#include "server/orders/ordertable.h"
#include "server/phrases/phrasetable.h"
#include "server/products/producttable.h"
#include "tests/support/deskworld.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// Two shops with the same kinds of things in them; everything of the second says 泄密.
struct TwoShops : DeskWorld {
    TwoShops()
    {
        mine = addShop(u"lumen"_s);
        other = addShop(u"other"_s);
        lin = addPerson(mine, u"Lin"_s, 3, {addQueue(mine, u"sales"_s)});
        spy = addPerson(other, u"Spy"_s, 3, {addQueue(other, u"sales"_s)});
        fill(mine, u"王芳"_s, u"A"_s);
        fill(other, u"泄密"_s, u"B"_s);
        start();
        agent = enterStaff(mine, lin);
    }
    void fill(ShopId shop, const QString& word, const QString& prefix)
    {
        store(OrderTable::put(shop, order(prefix + u"1001"_s, word)));
        store(OrderTable::put(shop, order(u"SAME"_s, word)));
        store(ProductTable::put(shop, product(prefix + u"-TEE"_s, word)));
        store(ArticleTable::put(shop, article(prefix + u"return"_s, u"七天无理由退货 "_s + word)));
        store(PhraseTable::put(shop, {ids.next<PhraseId>(now), u"hi"_s, u"zh-CN"_s, {}, word, word, u"hi"_s}));
    }
    Order order(const QString& number, const QString& buyer)
    {
        Order made;
        made.id = ids.next<OrderId>(now);
        made.number = number;
        made.state = OrderState::shipped;
        made.account = u"u-1"_s;
        made.buyer = buyer;
        made.phone = u"138-0013-8000"_s;
        made.lines = {{u"TEE-M"_s, u"白T "_s + buyer, {}, 2, {5000, u"CNY"_s}}};
        made.total = {10000, u"CNY"_s};
        made.shipping.currency = made.discount.currency = u"CNY"_s;
        made.placedAt = now;
        made.trackingNumber = u"SF100"_s;
        return made;
    }
    Product product(const QString& code, const QString& title)
    {
        Product made;
        made.id = ids.next<ProductId>(now);
        made.code = code;
        made.title = title + u" 100%_纯棉T恤"_s;
        made.skus = {{u"TEE-M"_s, u"M"_s, {9900, u"CNY"_s}, {}, {}, {}, 5}};
        made.coupons = {{u"C"_s, {}, CouponKind::fixed, 1000, 0, 0, false, {}, {}}};
        return made;
    }
    Article article(const QString& key, const QString& title)
    {
        return {
            ids.next<ArticleId>(now), key, u"zh-CN"_s, title, {}, {}, u"签收后七天内可以**退货**，运费见说明。"_s, {}, {}, now};
    }
    /// A conversation of a customer the shop has signed as account u-1.
    ConversationId conversation(ShopId shop, bool verified)
    {
        const auto session = enterCustomer(shop);
        const auto stored = ask(session, Send {ids.next<ClientId>(now), {}, {}, Text {u"在吗"_s}});
        if (!stored)
            qFatal("%s", qPrintable(sentence(stored.error())));
        Customer customer;
        customer.id = customers[session];
        customer.verified = verified;
        customer.account = u"u-1"_s;
        customer.name = shop == mine ? u"王芳"_s : u"泄密"_s;
        customer.phone = u"13800138000"_s;
        store(CustomerTable::update(shop, customer));
        return stored->conversation;
    }

    ShopId mine;
    ShopId other;
    PersonId lin;
    PersonId spy;
    SessionId agent;
};

} // namespace

class TestCommerce final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ordersAreFoundByNumberTailAndName()
    {
        TwoShops world;
        for (const QString& text : {u"A1001"_s, u"A10"_s, u"8000"_s, u"13800138000"_s, u"王"_s, u"SF100"_s, u" A1001 "_s}) {
            const auto found = world.ask(world.agent, FindOrders {text, 10});
            QVERIFY(found);
            QVERIFY2(!found->rows.isEmpty(), qPrintable(text));
            QCOMPARE(found->rows.first().phoneTail, u"8000"_s);
        }
        QCOMPARE(world.ask(world.agent, FindOrders {u"9999"_s, 10})->total, 0);
        QCOMPARE(world.ask(world.agent, FindOrders {{}, 10})->total, 2);
    }

    void orderIsReadWithItsPhoneMasked()
    {
        TwoShops world;
        const auto found = world.ask(world.agent, ReadOrder {u"A1001"_s});
        QVERIFY(found);
        QCOMPARE(*found->order.phone, u"***-****-8000"_s);
        QCOMPARE(world.ask(world.agent, ReadOrder {u"B1001"_s}).error().code, Code::notFound);
    }

    void ordersOfConversationNeedTheShopsSignature()
    {
        TwoShops world;
        const auto known = world.ask(world.agent, OrdersOfConversation {world.conversation(world.mine, true)});
        QCOMPARE(known->total, 2);
        QCOMPARE(*known->orders.first().phone, u"***-****-8000"_s);
    }

    void anUnsignedAccountFindsNothing()
    {
        TwoShops world;
        const auto unknown = world.ask(world.agent, OrdersOfConversation {world.conversation(world.mine, false)});
        QVERIFY(unknown);
        QCOMPARE(unknown->total, 0);
    }

    void aCardACustomerSentShowsNobodysOrder()
    {
        TwoShops world;
        const auto session = world.enterCustomer(world.mine);
        const auto stored = world.ask(session,
            Send {world.ids.next<ClientId>(world.now), {}, {}, OrderCard {u"A1001"_s, u"t"_s, u"shipped"_s, {1, u"CNY"_s}}});
        QVERIFY(stored);
        QCOMPARE(world.ask(world.agent, OrdersOfConversation {stored->conversation})->total, 0);
    }

    void productsComeWithTheirFinalPrice()
    {
        TwoShops world;
        for (const QString& text : {u"A-TEE"_s, u"纯棉"_s, u"TEE-M"_s, u"100%_"_s})
            QCOMPARE(world.ask(world.agent, FindProducts {text, 10})->total, 1);
        QCOMPARE(world.ask(world.agent, FindProducts {u"1%纯"_s, 10})->total, 0);
        const auto facts = world.ask(world.agent, ReadProduct {u"TEE-M"_s});
        QVERIFY(facts);
        QCOMPARE(facts->product.code, u"A-TEE"_s);
        QCOMPARE(facts->prices.first().total.minor, 8900);
        const auto likely = world.ask(world.agent, ProductsOfConversation {world.conversation(world.mine, true)});
        QCOMPARE(likely->products.size(), 1);
    }

    void articlesAreFoundInOrderOfSenseAndOnlyWhileValid()
    {
        TwoShops world;
        Article late = world.article(u"late"_s, u"双十一退货延长"_s);
        late.validFrom = world.now + 1h;
        world.store(ArticleTable::put(world.mine, late));
        Article english = world.article(u"ship"_s, u"Shipping times"_s);
        english.language = u"en"_s;
        english.body = u"We dispatch within two days."_s;
        world.store(ArticleTable::put(world.mine, english));
        const auto found = world.ask(world.agent, FindArticles {u"退貨要几天"_s, {}, 10});
        QVERIFY(found);
        QCOMPARE(found->hits.size(), 1);
        QVERIFY(found->hits.first().excerpt.contains(u"七天内可以退货"_s));
        QCOMPARE(world.ask(world.agent, FindArticles {u"dispatched shiping"_s, u"en"_s, 10})->hits.size(), 1);
        QCOMPARE(world.ask(world.agent, FindArticles {u"shipping"_s, u"zh"_s, 10})->hits.size(), 0);
        // changed in the table: the index follows
        english.title = u"Delivery"_s;
        english.body = u"By drone."_s;
        world.store(ArticleTable::put(world.mine, english));
        QCOMPARE(world.ask(world.agent, FindArticles {u"drone"_s, {}, 10})->hits.size(), 1);
        QCOMPARE(world.ask(world.agent, FindArticles {u"dispatch"_s, {}, 10})->hits.size(), 0);
    }

    // whatever is asked, nothing of the other shop comes back.
    void nothingOfAnotherShopIsSeen()
    {
        TwoShops world;
        const auto theirs = world.conversation(world.other, true);
        const auto before = world.replies.size();
        for (const QString& text :
            {QString(), u"泄密"_s, u"B1001"_s, u"SAME"_s, u"8000"_s, u"B-TEE"_s, u"TEE-M"_s, u"退货"_s, u"SF100"_s}) {
            (void)world.ask(world.agent, FindOrders {text, 100});
            (void)world.ask(world.agent, FindProducts {text, 100});
            (void)world.ask(world.agent, FindArticles {text, {}, 50});
            (void)world.ask(world.agent, FindTickets {text, false, false, 100});
            if (!text.isEmpty()) {
                (void)world.ask(world.agent, ReadOrder {text});
                (void)world.ask(world.agent, ReadProduct {text});
            }
        }
        (void)world.ask(world.agent, ListPhrases {0, 200});
        QCOMPARE(world.ask(world.agent, OrdersOfConversation {theirs}).error().code, Code::notFound);
        QCOMPARE(world.ask(world.agent, ProductsOfConversation {theirs}).error().code, Code::notFound);
        QCOMPARE(world.ask(world.agent, TicketsOfConversation {theirs}).error().code, Code::notFound);
        auto hidden = ArticleTable::latest(*world.database, world.other, 1);
        QCOMPARE(world.ask(world.agent, ReadArticle {hidden->first().id}).error().code, Code::notFound);
        QVERIFY(world.replies.size() > before + 30);
        for (const QString& reply : world.replies)
            QVERIFY2(!reply.contains(u"泄密"_s) && !reply.contains(u"B1001"_s), qPrintable(reply));
    }

    void conversationsAreFoundByOrderNumberPhoneTailAndName()
    {
        TwoShops world;
        const auto conversation = world.conversation(world.mine, true);
        (void)world.conversation(world.other, true);
        for (const QString& text : {u"A1001"_s, u"a1001"_s, u" SAME "_s, u"8000"_s, u"王"_s, u"王芳"_s, u"u-1"_s}) {
            const auto found = world.ask(world.agent, FindConversations {text, 50});
            QVERIFY2(found && found->rows.size() == 1, qPrintable(text));
            QCOMPARE(found->rows.first().id, conversation);
        }
        for (const QString& text : {u"A100"_s, u"B1001"_s, u"800"_s, u"芳"_s, u"u-"_s})
            QCOMPARE(world.ask(world.agent, FindConversations {text, 50})->rows.size(), 0);
    }

    // I-1: what looks like SQL, patterns or a query language is text.
    void hostileTextsAreOnlyText()
    {
        TwoShops world;
        for (const QString& text :
            {u"' OR 1=1 --"_s, u"%"_s, u"_"_s, u"\\"_s, u"\" OR \""_s, u"'; DROP TABLE customer_order; --"_s, u"shop:*"_s,
                u"NOT"_s, u"Lzh"_s, u"*"_s, u"(("_s, QString(QChar(0)), QString(100, u'\'')}) {
            const auto orders = world.ask(world.agent, FindOrders {text, 100});
            QVERIFY2(orders && orders->total == 0, qPrintable(text));
            QVERIFY(world.ask(world.agent, FindProducts {text, 100}));
            const auto articles = world.ask(world.agent, FindArticles {text, {}, 10});
            QVERIFY2(articles && articles->hits.isEmpty(), qPrintable(text));
        }
        QCOMPARE(world.ask(world.agent, FindProducts {u"%"_s, 100})->total, 1); // the title has one
        QCOMPARE(world.ask(world.agent, FindOrders {{}, 100})->total, 2);
    }

    void puttingAgainReplacesAndKeepsTheId()
    {
        TwoShops world;
        const auto before = world.ask(world.agent, ReadOrder {u"A1001"_s});
        Order again = world.order(u"A1001"_s, u"李雷"_s);
        world.store(OrderTable::put(world.mine, again));
        const auto after = world.ask(world.agent, ReadOrder {u"A1001"_s});
        QCOMPARE(after->order.id, before->order.id);
        QCOMPARE(after->order.buyer, u"李雷"_s);
        Product thief = world.product(u"A-NEW"_s, u"x"_s);
        QCOMPARE(ProductTable::put(world.mine, thief)(*world.database).error().code, Code::input);
    }
};

QTEST_GUILESS_MAIN(TestCommerce)
#include "tst_commerce.moc"
