// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialog>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

#include "tests/ui/deskfixture.h"
#include "ui/widgets/label.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// Every text, longer by two fifths.
class Pseudo final : public QTranslator {
public:
    QString translate(const char*, const char* source, const char*, int) const override
    {
        const QString text = QString::fromUtf8(source);
        return text + QString((text.size() * 2 + 4) / 5, u'ö');
    }
    bool isEmpty() const override { return false; }
};

bool isControl(const QWidget* widget)
{
    if (widget->objectName().startsWith("qt_"_L1) || qobject_cast<const QScrollBar*>(widget)
        || qobject_cast<const QHeaderView*>(widget) || qobject_cast<const QSplitterHandle*>(widget))
        return false;
    // What is inside another control is named by it.
    const QWidget* parent = widget->parentWidget();
    if (qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QComboBox*>(parent)
        || qobject_cast<const QKeySequenceEdit*>(parent) || qobject_cast<const QTabBar*>(parent))
        return false;
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
        || qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QComboBox*>(widget)
        || qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const QTabBar*>(widget)
        || qobject_cast<const QKeySequenceEdit*>(widget) || qobject_cast<const TranscriptView*>(widget);
}

QString describe(const QWidget* widget)
{
    return u"%1 \"%2\""_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
}

struct Sweep : DeskFixture {
    QStringList unnamed(QWidget* root) const
    {
        QStringList found;
        for (QWidget* widget : root->findChildren<QWidget*>())
            if (widget->isVisible() && isControl(widget)
                && QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty())
                found.append(describe(widget));
        return found;
    }
    /// Where Tab goes until it comes round; empty when it gets stuck.
    static QList<QWidget*> round(QWidget* root)
    {
        QList<QWidget*> visited;
        for (int step = 0; step < 200; ++step) {
            QWidget* at = QApplication::focusWidget();
            if (!at)
                break;
            if (visited.contains(at))
                return at == visited.first() ? visited : QList<QWidget*>();
            visited.append(at);
            QTest::keyClick(at, Qt::Key_Tab);
            // The parts of a date are stations of their own.
            const auto* date = qobject_cast<const QDateTimeEdit*>(at);
            for (int part = 1; date && part < date->sectionCount(); ++part)
                QTest::keyClick(at, Qt::Key_Tab);
            if (!root->isAncestorOf(QApplication::focusWidget()) && QApplication::focusWidget() != root)
                return {};
        }
        return {};
    }
    static QStringList unreached(QWidget* root, const QList<QWidget*>& visited)
    {
        QStringList found;
        for (QWidget* widget : root->findChildren<QWidget*>())
            if (widget->isVisible() && widget->isEnabled() && isControl(widget) && (widget->focusPolicy() & Qt::TabFocus)
                && !visited.contains(widget) && !(widget->focusProxy() && visited.contains(widget->focusProxy())))
                found.append(describe(widget));
        return found;
    }
    static QStringList cutOff(QWidget* root)
    {
        QStringList found;
        for (QWidget* widget : root->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->objectName().startsWith("qt_"_L1))
                continue;
            bool cut = false;
            if (const auto* label = qobject_cast<const QLabel*>(widget); label && !label->text().isEmpty()) {
                const bool elides = label->minimumSizeHint().width() < label->sizeHint().width() && !label->wordWrap();
                cut = label->wordWrap() ? label->heightForWidth(label->width()) > label->height() + 1
                                        : !elides && label->sizeHint().width() > label->width() + 1;
                cut |= label->fontMetrics().height() > label->height() + 1;
            } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget);
                       button && !button->text().isEmpty() && isControl(button)) {
                cut = button->sizeHint().width() > button->width() + 1 || button->sizeHint().height() > button->height() + 1;
            } else if (qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget)) {
                cut = widget->fontMetrics().height() > widget->height();
            }
            if (cut)
                found.append(u"%1 has %2×%3, wants %4×%5: %6"_s.arg(describe(widget))
                                 .arg(widget->width())
                                 .arg(widget->height())
                                 .arg(widget->sizeHint().width())
                                 .arg(widget->sizeHint().height())
                                 .arg(widget->property("text").toString()));
        }
        return found;
    }
    /// A desk with something in every part of it.
    void fill()
    {
        openFirst();
        ConversationRow first = mine(1, u"林晓"_s);
        first.tier = CustomerTier::vip;
        first.owedSince = kNow - 150s;
        first.preview = u"礼物送不出去"_s;
        first.unread = 2;
        ConversationRow second = mine(2, u"Maria Fernández del Castillo"_s);
        second.owedSince = kNow - 200s;
        tell(BoardName::mine, {first, second});
        server.says(Entries {StreamId::of(testConversation(1)), {testEntry(4, u"138****8000"_s)}});
        tick(kNow);
    }
    QDialog* open(const char* action, const char* name) const
    {
        this->action(action)->setEnabled(true);
        this->action(action)->trigger();
        (void)QTest::qWaitFor([&] {
            auto* found = window->findChild<QDialog*>(QString::fromLatin1(name));
            return found && found->isVisible() && found->isActiveWindow();
        });
        return find<QDialog>(name);
    }
    void eachPage(const std::function<void(QWidget*, const char*)>& look)
    {
        QCoreApplication::processEvents();
        look(window.get(), "sign-in");
        find<QPushButton>("otherWayButton")->click();
        QCoreApplication::processEvents();
        look(window.get(), "first password");
        find<QPushButton>("otherWayButton")->click();
        fill();
        QCoreApplication::processEvents();
        look(window.get(), "desk");
        composer()->setFocus();
        press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QCoreApplication::processEvents();
        look(window.get(), "desk, searching");
        press(Qt::Key_Escape);
        for (const auto& [action, name] : {std::pair("palette.open", "commandPalette"),
                 std::pair("shortcuts.edit", "shortcutDialog"), std::pair("conversation.transfer", "transferDialog"),
                 std::pair("conversation.why", "whyDialog"), std::pair("conversation.followUp", "followUpDialog"),
                 std::pair("conversation.close", "closeDialog"), std::pair("conversation.reveal", "revealDialog")}) {
            QDialog* dialog = open(action, name);
            QCoreApplication::processEvents();
            look(dialog, name);
            dialog->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(window.get()));
        }
    }
};

void mustBeEmpty(const QStringList& found, const char* where)
{
    QVERIFY2(found.isEmpty(), qPrintable(QString::fromLatin1(where) + u": "_s + found.join(u"\n  "_s)));
}

} // namespace

class TestAccessible final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_font = QApplication::font(); }
    void cleanup() { QApplication::setFont(m_font); }

    void everyControlHasAName()
    {
        Sweep desk;
        QStringList found;
        desk.eachPage([&](QWidget* root, const char* where) {
            for (const QString& each : desk.unnamed(root))
                found.append(QString::fromLatin1(where) + u": "_s + each);
        });
        found.removeDuplicates();
        mustBeEmpty(found, "without a name");
    }

    void tabReachesEverythingAndComesRound()
    {
        Sweep desk;
        QStringList found;
        desk.eachPage([&](QWidget* root, const char* where) {
            const QList<QWidget*> visited = desk.round(root);
            if (visited.isEmpty())
                found.append(QString::fromLatin1(where) + u": Tab gets stuck at "_s
                    + (QApplication::focusWidget() ? describe(QApplication::focusWidget()) : u"nothing"_s));
            else
                for (const QString& each : desk.unreached(root, visited))
                    found.append(QString::fromLatin1(where) + u": not reached: "_s + each);
        });
        mustBeEmpty(found, "Tab");
    }

    void tabGoesThroughTheColumnsInOrder()
    {
        Sweep desk;
        desk.fill();
        desk.composer()->setFocus();
        const QList<QWidget*> visited = desk.round(desk.window.get());
        QVERIFY(!visited.isEmpty());
        int back = 0;
        for (int i = 1; i < visited.size(); ++i) {
            const auto column = [&](const QWidget* widget) {
                return desk.window->desk()->list()->isAncestorOf(widget) ? 0 : desk.pane()->isAncestorOf(widget) ? 1 : 2;
            };
            const bool onDesk = desk.window->desk()->isAncestorOf(visited[i])
                && desk.window->desk()->isAncestorOf(visited[i - 1]);
            back += onDesk && column(visited[i]) < column(visited[i - 1]) ? 1 : 0;
        }
        QVERIFY2(back <= 1, qPrintable(QString::number(back)));
    }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<double>("font");
        QTest::addColumn<bool>("pseudo");
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << 1.0 << false << u"en"_s;
        QTest::newRow("Chinese") << 1.0 << false << u"zh_CN"_s;
        QTest::newRow("150 %") << 1.5 << false << u"en"_s;
        QTest::newRow("longer by 40 %") << 1.0 << true << u"en"_s;
    }
    void nothingIsCutOff()
    {
        QFETCH(double, font);
        QFETCH(bool, pseudo);
        QFETCH(QString, language);
        QFont larger = m_font;
        larger.setPointSizeF(m_font.pointSizeF() * font);
        QApplication::setFont(larger);
        Pseudo longer;
        if (pseudo)
            QCoreApplication::installTranslator(&longer);
        QStringList found;
        {
            Sweep desk;
            desk.language.set(language);
            desk.window->resize(1920, 1000);
            desk.eachPage([&](QWidget* root, const char* where) {
                for (const QString& each : desk.cutOff(root))
                    found.append(QString::fromLatin1(where) + u": "_s + each);
            });
            QVERIFY2(desk.window->minimumSizeHint().width() <= 1920, qPrintable(QString::number(desk.window->width())));
        }
        QCoreApplication::removeTranslator(&longer);
        found.removeDuplicates();
        mustBeEmpty(found, "cut off");
    }

    void theHeaderNamesQueueAndCustomerBesideAcceptAndDecline_data()
    {
        QTest::addColumn<double>("font");
        QTest::addColumn<QString>("language");
        for (const double font : {1.0, 1.5})
            for (const QString& language : {u"en"_s, u"zh_CN"_s})
                QTest::addRow("%.1f %s", font, qPrintable(language)) << font << language;
    }
    void theHeaderNamesQueueAndCustomerBesideAcceptAndDecline()
    {
        QFETCH(double, font);
        QFETCH(QString, language);
        QFont larger = m_font;
        larger.setPointSizeF(m_font.pointSizeF() * font);
        QApplication::setFont(larger);
        Sweep desk;
        desk.language.set(language);
        desk.window->resize(1920, 1000);
        desk.enter();
        ConversationRow row = testRow(1, u"Maria Fernández del Castillo"_s);
        row.tier = CustomerTier::vip;
        row.state = ConversationState::assigned;
        row.assignee = PersonId(testId(31, 1));
        row.assigneeName = u"王敏"_s;
        row.queueName = u"After-sales"_s;
        row.room = u"8021"_s;
        row.owedSince = kNow - 200s;
        row.offeredTo = desk.server.me.person;
        row.offerUntil = kNow + 20s;
        desk.tell(BoardName::mine, {row});
        desk.desk->workspace.requestOpen(row.id);
        desk.tick(kNow);
        desk.pane()->setFixedWidth(desk.pane()->minimumWidth());
        QCoreApplication::processEvents();
        const auto shown = [&](const char* name) {
            const auto* label = desk.find<QLabel>(name);
            return label->fontMetrics().elidedText(label->text(), Qt::ElideRight, label->contentsRect().width());
        };
        QVERIFY2(shown("conversationFacts").contains(u"VIP"_s), qPrintable(shown("conversationFacts")));
        QVERIFY2(shown("conversationFacts").contains(u"After-sales"_s), qPrintable(shown("conversationFacts")));
        QVERIFY2(shown("conversationName").startsWith(u"Maria"_s), qPrintable(shown("conversationName")));
        for (const char* name : {"acceptButton", "declineButton"}) {
            const auto* button = desk.find<QPushButton>(name);
            QVERIFY(button->isVisible() && button->width() >= button->sizeHint().width());
            QVERIFY(button->parentWidget()->rect().contains(button->geometry()));
        }
        // What can be done with what is one's own comes when it is.
        QVERIFY(!desk.find<QToolButton>("transferButton")->isVisible());
        desk.tell(BoardName::mine, {desk.mine(1, u"Maria"_s)});
        QVERIFY(desk.find<QToolButton>("transferButton")->isVisible());
    }

    void theSmallestWindowFitsASmallScreen()
    {
        Sweep desk;
        desk.fill();
        QVERIFY2(desk.window->minimumSizeHint().width() <= 1280 && desk.window->minimumSizeHint().height() <= 720,
            qPrintable(u"%1×%2"_s.arg(desk.window->minimumSizeHint().width()).arg(desk.window->minimumSizeHint().height())));
    }

private:
    QFont m_font;
};

QTEST_MAIN(TestAccessible)
#include "tst_accessible.moc"
