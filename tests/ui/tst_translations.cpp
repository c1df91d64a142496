// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLibraryInfo>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTabBar>
#include <QTextEdit>
#include <QTreeWidget>

#include "core/domain/preview.h"
#include "tests/support/screenfixture.h"
#include "ui/sessions/signinpage.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/actionregistry.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

using Texts = QMap<QString, QString>; ///< by the place on the screen

QString placeOf(const QObject* object)
{
    QString place;
    for (const QObject* each = object; each; each = each->parent())
        place.prepend(u'/' + QLatin1StringView(each->metaObject()->className()) + u'#' + each->objectName()
            + QString::number(each->parent() ? each->parent()->children().indexOf(each) : 0));
    return place;
}

void addItems(Texts& texts, const QString& place, const QTreeWidget& tree)
{
    for (int column = 0; column < tree.columnCount(); ++column) {
        texts[place + u" header %1"_s.arg(column)] = tree.isHeaderHidden() ? QString() : tree.headerItem()->text(column);
        for (int row = 0; row < tree.topLevelItemCount(); ++row)
            texts[place + u" %1,%2"_s.arg(row).arg(column)] = tree.topLevelItem(row)->text(column);
    }
}

/// Every text of this widget that somebody can see or hear.
void addTexts(Texts& texts, const QWidget& widget)
{
    if (widget.objectName() == "ScrollLeftButton"_L1 || widget.objectName() == "ScrollRightButton"_L1)
        return; // Qt names a tab bar's own buttons once, when it makes them.
    const QString place = placeOf(&widget);
    texts[place + u" name"_s] = widget.accessibleName();
    texts[place + u" tip"_s] = widget.toolTip();
    if (widget.isWindow())
        texts[place + u" title"_s] = widget.windowTitle();
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        texts[place] = label->text();
    else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        texts[place] = button->text();
    else if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
        texts[place + u" hint"_s] = line->placeholderText();
    else if (const auto* edit = qobject_cast<const QPlainTextEdit*>(&widget))
        texts[place] = edit->isReadOnly() ? edit->toPlainText() : edit->placeholderText();
    else if (const auto* sheet = qobject_cast<const QTextEdit*>(&widget))
        texts[place] = sheet->toPlainText();
    else if (const auto* choice = qobject_cast<const QComboBox*>(&widget))
        for (int item = 0; item < choice->count(); ++item)
            texts[place + u" item %1"_s.arg(item)] = choice->itemText(item);
    else if (const auto* tree = qobject_cast<const QTreeWidget*>(&widget))
        addItems(texts, place, *tree);
    else if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
        for (int tab = 0; tab < tabs->count(); ++tab)
            texts[place + u" tab %1"_s.arg(tab)] = tabs->tabText(tab);
}

Texts textsOf(const QWidget& top)
{
    Texts texts;
    addTexts(texts, top);
    for (const QWidget* widget : top.findChildren<QWidget*>())
        addTexts(texts, *widget);
    for (const QAction* action : top.findChildren<QAction*>())
        texts[placeOf(action)] = action->text();
    return texts;
}

/// What is the same in every language: names, keys, what people wrote.
QString withoutNames(QString text)
{
    static const QRegularExpression names(
        u"Greenroom|VIP|Shop|P1-A|P1|T\\d+|https://|desk\\.example\\.com|English|中文|林晓|王敏|灯|杭州|红|"
        "(?:Ctrl|Alt|Shift|Enter|Return|Esc|Up|Down|Home|End|Tab|Menu|F\\d+)(?:\\+\\w+)*|\\*\\.\\w+"_s);
    return text.remove(names);
}

bool hasLatin(const QString& text)
{
    static const QRegularExpression words(u"[A-Za-z]{2}"_s);
    return withoutNames(text).contains(words);
}

bool hasHan(const QString& text)
{
    static const QRegularExpression han(u"\\p{Han}|[，。；：？！（）「」]"_s);
    return withoutNames(text).contains(han);
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

    static void verifyLanguage(const Texts& texts, const QString& code)
    {
        int shown = 0;
        for (auto it = texts.begin(); it != texts.end(); ++it) {
            const bool wrong = code == "en"_L1 ? hasHan(it.value()) : hasLatin(it.value());
            shown += it.value().isEmpty() ? 0 : 1;
            if (wrong)
                QFAIL(qPrintable(u"not %1: \"%2\" at %3"_s.arg(code, it.value(), it.key())));
        }
        QVERIFY(shown > 0);
    }

    /// Says the same again after having been in English, and nothing of one language in the other.
    static void verifySwitching(QWidget& top, Language& language)
    {
        const auto switchTo = [&](const QString& code) {
            language.set(code);
            QCoreApplication::sendPostedEvents();
            top.grab(); // shortened labels get their tips when they are painted
            return textsOf(top);
        };
        const Texts chinese = switchTo(u"zh_CN"_s);
        verifyLanguage(chinese, u"zh_CN"_s);
        verifyLanguage(switchTo(u"en"_s), u"en"_s);
        const Texts again = switchTo(u"zh_CN"_s);
        for (auto it = again.begin(); it != again.end(); ++it)
            QVERIFY2(chinese.value(it.key()) == it.value(),
                qPrintable(u"was \"%1\", is \"%2\" at %3"_s.arg(chinese.value(it.key()), it.value(), it.key())));
    }

    static ConversationRow ownRow(const FakeServer& server, const DeskClock& clock)
    {
        ConversationRow row = testRow(1, u"林晓"_s);
        row.tier = CustomerTier::vip;
        row.state = ConversationState::assigned;
        row.assignee = server.me.person;
        row.owedSince = clock.now() - Millis(125'000);
        return row;
    }

    static void answerPanels(FakeServer& server)
    {
        CustomerCard card;
        card.customer.id = CustomerId(testId(4, 1));
        card.customer.name = u"林晓"_s;
        card.customer.tier = CustomerTier::vip;
        card.customer.account = u"88"_s;
        card.customer.phone = u"*1234"_s;
        card.customer.language = u"ar-EG"_s;
        card.conversations = 2;
        server.mustReceive<ReadCustomer>();
        server.answer<ReadCustomer>(card);
        Order order;
        order.id = OrderId(testId(10, 1));
        order.number = u"20241"_s;
        order.state = OrderState::completed;
        order.lines = {{u"P1-A"_s, u"灯"_s, u"红"_s, 2, {1995, u"CNY"_s}}};
        order.shipping = order.discount = {0, u"CNY"_s};
        order.total = {3990, u"CNY"_s};
        order.buyer = u"林晓"_s;
        order.region = u"杭州"_s;
        order.note = u"红"_s;
        server.mustReceive<OrdersOfConversation>();
        server.answer<OrdersOfConversation>({{order}, 1});
        Ticket ticket;
        ticket.id = TicketId(testId(12, 1));
        ticket.number = u"T000042"_s;
        ticket.title = u"红"_s;
        ticket.openedBy = u"王敏"_s;
        server.mustReceive<TicketsOfConversation>();
        server.answer<TicketsOfConversation>({{ticket}, 1});
        Product product;
        product.id = ProductId(testId(13, 1));
        product.code = u"P1"_s;
        product.title = u"灯"_s;
        Sku sku;
        sku.sku = u"P1-A"_s;
        sku.price = {3990, u"CNY"_s};
        sku.stock = 3;
        product.skus = {sku};
        FinalPrice price;
        price.sku = sku.sku;
        price.unit = price.sum = price.total = sku.price;
        server.mustReceive<ProductsOfConversation>();
        server.answer<ProductsOfConversation>({{ProductFacts {product, {price}, {}}}});
    }

private Q_SLOTS:
    void cleanup()
    {
        Language language(nullptr);
        language.set(u"en"_s);
    }

    void bothLanguagesTravelWithTheProgram()
    {
        for (const QString& code : {u"zh_CN"_s, u"en"_s})
            QVERIFY2(QFile::exists(u":/i18n/greenroom_%1.qm"_s.arg(code)), qPrintable(code));
    }

    void aLanguageWeDoNotHaveIsEnglish()
    {
        Language language(nullptr);
        language.set(u"xx"_s);
        QCOMPARE(language.code(), u"en"_s);
        language.set(u"zh-CN"_s);
        QCOMPARE(language.code(), u"zh_CN"_s);
    }

    void pluralsAreRight()
    {
        Language language(nullptr);
        Voice voice;
        voice.durationMs = 1000;
        Voice longer = voice;
        longer.durationMs = 7000;
        language.set(u"en"_s);
        QCOMPARE(kindWord(voice), u"[Voice note, 1 second]"_s);
        QCOMPARE(kindWord(longer), u"[Voice note, 7 seconds]"_s);
        language.set(u"zh_CN"_s);
        QCOMPARE(kindWord(voice), u"[语音，1 秒]"_s);
        QCOMPARE(previewText(previewOf(longer)), u"[语音，7 秒]"_s);
        QCOMPARE(previewText(previewOf(Image())), u"[图片]"_s);
    }

    void everyWordAndSentenceFollowsTheLanguage()
    {
        Language language(nullptr);
        language.set(u"zh_CN"_s);
        for (const Code code : allCodes())
            QVERIFY2(!hasLatin(errorSentence({code, {}, {}, 0})), qPrintable(errorSentence({code, {}, {}, 0})));
        for (const auto& [state, name] : EnumNames<ConversationState>::names)
            QVERIFY2(hasHan(stateWord(state)), name.data());
        for (const auto& [presence, name] : EnumNames<Presence>::names)
            QVERIFY2(hasHan(presenceWord(presence)), name.data());
        for (const auto& [channel, name] : EnumNames<Channel>::names)
            QVERIFY2(hasHan(channelWord(channel)), name.data());
        for (const auto& [state, name] : EnumNames<OrderState>::names)
            QVERIFY2(hasHan(orderStateWord(name)), name.data());
        for (const QString& code : closeReasonCodes())
            QVERIFY2(hasHan(closeReasonWord(code)), qPrintable(code));
    }

    void daysAndTimesAreWrittenAsTheLanguageDoes()
    {
        const Instant at = fromMillis(QDateTime(QDate(2026, 11, 5), QTime(15, 4)).toMSecsSinceEpoch());
        const Instant later = at + Millis(1000LL * 3600 * 24 * 9), muchLater = at + Millis(1000LL * 3600 * 24 * 90);
        Language language(nullptr);
        language.set(u"en"_s);
        QCOMPARE(dayText(at, later), u"November 5, Thursday"_s);
        QCOMPARE(dayText(at, muchLater), u"November 5, 2026"_s);
        QCOMPARE(clockText(at), u"15:04"_s);
        QCOMPARE(momentText(at, later), u"Nov 5, 15:04"_s);
        language.set(u"zh_CN"_s);
        QCOMPARE(dayText(at, later), u"11月5日 星期四"_s);
        QCOMPARE(dayText(at, muchLater), u"2026年11月5日"_s);
        QCOMPARE(clockText(at), u"15:04"_s);
        QCOMPARE(momentText(at, at), u"15:04"_s);
        QCOMPARE(momentText(at, later), u"11月5日 15:04"_s);
        QCOMPARE(dayText(at, at), u"今天"_s);
    }

    void theSignInPageIsSwitchedWhileItIsShown()
    {
        ScreenFixture desk;
        Language language(nullptr);
        MainWindow window(desk.parts(), language);
        window.show();
        verifySwitching(window, language);
        window.findChild<QAbstractButton*>(u"otherWayButton"_s)->click();
        verifySwitching(window, language);
    }

    void aFailedSignInIsToldInTheLanguageOfTheMoment()
    {
        ScreenFixture desk;
        desk.door.status = "401 Unauthorized";
        desk.door.answer = R"({"code":"signInFailed","detail":"x"})";
        Language language(nullptr);
        language.set(u"zh_CN"_s);
        MainWindow window(desk.parts(), language);
        window.show();
        window.signInPage()->fill(desk.door.url().toString(), u"lin"_s);
        window.signInPage()->submit(u"pw"_s);
        QTRY_VERIFY(textsOf(window).values().contains(u"账号或密码错误。"_s));
        verifySwitching(window, language);
    }

    void theWholeDeskIsSwitchedWhileItIsShown()
    {
        ScreenFixture desk;
        Language language(nullptr);
        MainWindow window(desk.parts(), language);
        window.show();
        desk.signIn();
        desk.openOwn(ownRow(desk.server, desk.clock));
        answerPanels(desk.server);
        verifySwitching(window, language);
        for (const QString& fact :
            {u"未认证"_s, u"阿拉伯语（埃及）"_s, u"已完成"_s, u"T000042"_s, u"库存 3"_s, u"待回复 02:05"_s})
            QTRY_VERIFY2(textsOf(window).values().join(u'\n').contains(fact), qPrintable(fact));
    }

    void whatWentWrongIsToldInTheLanguageOfTheMoment()
    {
        ScreenFixture desk;
        Language language(nullptr);
        MainWindow window(desk.parts(), language);
        window.show();
        desk.signIn();
        desk.openOwn(ownRow(desk.server, desk.clock));
        desk.server.mustReceive<TicketsOfConversation>();
        desk.server.refuse<TicketsOfConversation>(Code::busy, 2000);
        desk.server.mustReceive<ReadCustomer>();
        desk.server.refuse<ReadCustomer>(Code::forbidden);
        verifySwitching(window, language);
        QVERIFY(textsOf(window).values().join(u'\n').contains(u"请在 2 秒后重试"_s));
        QVERIFY(textsOf(window).values().join(u'\n').contains(u"您没有此操作的权限"_s));
    }

    void everyDialogIsInTheLanguageOfTheMoment_data()
    {
        QTest::addColumn<QString>("action");
        for (const char* name : {"palette.open", "shortcuts.edit", "conversation.transfer", "conversation.followUp",
                 "conversation.close", "ticket.open"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyDialogIsInTheLanguageOfTheMoment()
    {
        QFETCH(QString, action);
        ScreenFixture desk;
        Language language(nullptr);
        language.set(u"en"_s);
        MainWindow window(desk.parts(), language);
        window.show();
        desk.signIn();
        desk.openOwn(ownRow(desk.server, desk.clock));
        for (const QString& code : {u"zh_CN"_s, u"en"_s}) {
            language.set(code);
            QCoreApplication::sendPostedEvents();
            window.actions().find(action)->trigger();
            QTRY_VERIFY(QApplication::activeModalWidget());
            QWidget* dialog = QApplication::activeModalWidget();
            verifyLanguage(textsOf(*dialog), code);
            verifySwitching(*dialog, language);
            language.set(code);
            dialog->close();
            QTRY_VERIFY(!QApplication::activeModalWidget());
        }
    }

    void whatADialogWasRefusedIsToldInTheLanguageOfTheMoment()
    {
        ScreenFixture desk;
        Language language(nullptr);
        language.set(u"en"_s);
        MainWindow window(desk.parts(), language);
        window.show();
        desk.signIn();
        desk.openOwn(ownRow(desk.server, desk.clock));
        window.actions().find(u"conversation.transfer"_s)->trigger();
        QTRY_VERIFY(QApplication::activeModalWidget());
        desk.server.mustReceive<ListTransferTargets>();
        desk.server.refuse<ListTransferTargets>(Code::forbidden);
        QWidget* dialog = QApplication::activeModalWidget();
        QTRY_VERIFY(textsOf(*dialog).values().contains(u"Your role does not allow this."_s));
        verifySwitching(*dialog, language);
        QVERIFY(textsOf(*dialog).values().contains(u"您没有此操作的权限。"_s));
    }

    void theMenusOfTextFieldsAreQts()
    {
        if (!QFile::exists(QLibraryInfo::path(QLibraryInfo::TranslationsPath) + u"/qtbase_zh_CN.qm"_s))
            QSKIP("Qt's own translations are not installed");
        Language language(nullptr);
        language.set(u"zh_CN"_s);
        QLineEdit field;
        const std::unique_ptr<QMenu> menu(field.createStandardContextMenu());
        for (const QAction* action : menu->actions())
            QVERIFY2(action->isSeparator() || hasHan(action->text()), qPrintable(action->text()));
    }
};

} // namespace greenroom

QTEST_MAIN(greenroom::TestTranslations)
#include "tst_translations.moc"
