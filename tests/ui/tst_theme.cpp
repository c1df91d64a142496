// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QDateTimeEdit>
#include <QHeaderView>
#include <QLineEdit>
#include <QSet>
#include <QTest>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

class TestTheme final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fontsDifferBySizeAndWeight()
    {
        QCOMPARE(textFont(TextSize::base).weight(), QFont::Normal);
        QCOMPARE(textFont(TextSize::base, true).weight(), QFont::DemiBold);
        QVERIFY(textFont(TextSize::small).pointSizeF() < textFont(TextSize::base).pointSizeF());
        QVERIFY(textFont(TextSize::title).pointSizeF() > textFont(TextSize::large).pointSizeF());
        const QFont before = QApplication::font();
        QFont larger = before;
        larger.setPointSizeF(before.pointSizeF() * 2);
        QApplication::setFont(larger);
        QCOMPARE(textFont(TextSize::base).pointSizeF(), larger.pointSizeF());
        QApplication::setFont(before);
        QCOMPARE(textFont(TextSize::base).pointSizeF(), before.pointSizeF());
    }
    void textIsReadableOnEverySurface()
    {
        using enum ColorRole;
        for (const ColorMode mode : {ColorMode::light, ColorMode::dark}) {
            const auto ratio = [mode](
                                   ColorRole ink, ColorRole ground) { return contrast(color(ink, mode), color(ground, mode)); };
            for (const ColorRole ground :
                {window, surface, sunken, hover, selected, customerBubble, agentBubble, note, overdueTint, cautionTint})
                QVERIFY2(ratio(text, ground) >= 4.5, qPrintable(u"text on %1"_s.arg(static_cast<int>(ground))));
            for (const ColorRole ground : {window, surface, sunken, hover, selected, customerBubble, agentBubble, note})
                QVERIFY2(ratio(muted, ground) >= 4.5, qPrintable(u"muted on %1"_s.arg(static_cast<int>(ground))));
            for (const ColorRole ink : {accent, positive, caution, critical})
                for (const ColorRole ground : {window, surface, selected})
                    QVERIFY2(ratio(ink, ground) >= 4.5,
                        qPrintable(u"%1 on %2"_s.arg(static_cast<int>(ink)).arg(static_cast<int>(ground))));
            QVERIFY(ratio(critical, overdueTint) >= 4.5);
            QVERIFY(ratio(caution, cautionTint) >= 4.5);
            QVERIFY(ratio(caution, note) >= 4.5);
            QVERIFY(ratio(onAccent, accent) >= 4.5);
            QVERIFY(ratio(onCritical, critical) >= 4.5);
            QVERIFY(ratio(outline, surface) >= 3);
        }
    }

    void aShopKeepsItsReadableColour()
    {
        QSet<int> used;
        for (quint64 end = 0; end < 8; ++end) {
            const ColorRole role = shopRole(ShopId(Uuid {0x0190c0de00007000, 0x8000000000000100 + end}));
            QCOMPARE(shopRole(ShopId(Uuid {0x0190c0de00007fff, 0x8000000000000200 + end})), role); // whenever it was made
            used.insert(static_cast<int>(role));
            for (const ColorMode mode : {ColorMode::light, ColorMode::dark})
                for (const ColorRole ground : {ColorRole::window, ColorRole::surface, ColorRole::sunken, ColorRole::selected})
                    QVERIFY2(contrast(color(role, mode), color(ground, mode)) >= 4.5,
                        qPrintable(u"%1 on %2"_s.arg(static_cast<int>(role)).arg(static_cast<int>(ground))));
        }
        QCOMPARE(used.size(), 8);
        QCOMPARE(shopRole({}), ColorRole::shop1);
    }

    void paletteTellsItsMode()
    {
        QCOMPARE(modeOf(paletteFor(ColorMode::light)), ColorMode::light);
        QCOMPARE(modeOf(paletteFor(ColorMode::dark)), ColorMode::dark);
    }

    void iconsTakeTheColourOfTheirRole()
    {
        const QImage image = iconPixmap("document-send"_L1, ColorRole::accent, 22, 2, ColorMode::light).toImage();
        QCOMPARE(image.size(), QSize(44, 44));
        bool coloured = false;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                coloured |= image.pixelColor(x, y) == color(ColorRole::accent, ColorMode::light);
        QVERIFY(coloured);
        QVERIFY(icon("no-such-icon"_L1).isNull());
        for (const QLatin1StringView own : {"transfer"_L1, "unread"_L1}) // not of Breeze
            QVERIFY(!icon(own).isNull());
    }

    void aFieldWithStepsHasTheEdgeOfTheOtherFields()
    {
        installTheme(*qApp, ColorMode::light);
        QWidget window;
        QLineEdit plain(&window);
        QDateTimeEdit steps(&window);
        QCOMPARE(steps.sizeHint().height(), plain.sizeHint().height());
        const auto corner = [](QWidget& field) {
            field.resize(200, 30);
            QImage image(field.size(), QImage::Format_RGB32);
            image.fill(Qt::white);
            field.render(&image, {}, {}, {});
            return image.copy(0, 0, 6, 30);
        };
        QCOMPARE(corner(steps), corner(plain));
    }

    void aFieldToChooseFromHasTheRingOfTheOtherFields()
    {
        installTheme(*qApp, ColorMode::light);
        QWidget window;
        QVBoxLayout column(&window);
        QLineEdit plain;
        QComboBox choice;
        QComboBox typed;
        typed.setEditable(true);
        for (QWidget* each : {static_cast<QWidget*>(&plain), static_cast<QWidget*>(&choice), static_cast<QWidget*>(&typed)}) {
            each->setFixedSize(200, 30);
            column.addWidget(each);
        }
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto edges = [](QWidget& field) {
            field.setFocus();
            const QImage image = field.grab().toImage();
            return std::pair(image.copy(90, 0, 20, 4), image.copy(90, 26, 20, 4));
        };
        const auto ring = edges(plain);
        QCOMPARE(ring.first.pixelColor(0, 1), color(ColorRole::accent, ColorMode::light));
        for (QComboBox* each : {&choice, &typed})
            QVERIFY2(edges(*each) == ring, each->isEditable() ? "typed" : "chosen");
    }

    void labelsShowMarkupAsText()
    {
        QWidget window;
        Label label(&window);
        label.setText(u"<img src=file:///etc/passwd>"_s);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QVERIFY(plainToolTip(u"<b>x</b>"_s).contains(u"&lt;b&gt;"_s));
    }

    void everyCodeHasASentence()
    {
        for (const Code code : allCodes())
            QVERIFY(!errorSentence({code, {}, {}, 0}).isEmpty());
    }

    void everyHappeningHasALine()
    {
        const Author author {AuthorKind::staff, {}, u"Lin"_s};
        QVERIFY(systemLine(author, Text {u"hello"_s}).isEmpty());
        QVERIFY(!systemLine(author, Closed {u"solved"_s, {}}).isEmpty());
        QVERIFY(systemLine(author, Closed {u"solved"_s, {u"refund"_s, u"size"_s}}).contains(u"refund size"_s));
        QVERIFY(systemLine({}, Released {}) != systemLine(author, Released {})); // gone, or given to somebody else
        QVERIFY(systemLine(author, Transferred {{}, {}, u"Wang"_s, u"urgent"_s}).contains(u"urgent"_s));
    }

    void whatPassesBetweenColleaguesHasALine()
    {
        const Author author {AuthorKind::staff, {}, u"Lin"_s};
        Transferred given;
        given.toName = u"Wang"_s;
        given.reason = TransferReason::language;
        QCOMPARE(systemLine(author, given), u"Lin transferred this to Wang · Needs another language"_s);
        given.until = fromMillis(9);
        QVERIFY(systemLine(author, given).startsWith(u"Lin asked Wang to accept the transfer"_s));
        given.toTier = routing::Tier::l2;
        QVERIFY(systemLine(author, given).startsWith(u"Lin transferred this to Second line (L2)"_s));
        OfferEnded ended {{}, OfferEnd::declined, DeclineReason::busy};
        QCOMPARE(systemLine(author, ended), u"The offer was declined · Too much to do"_s);
        QCOMPARE(systemLine(author, ended, true), u"Lin declined the transfer · Too much to do"_s);
        QCOMPARE(systemLine({}, ended, true), u"The transfer was declined · Too much to do"_s); // by nobody who is known
        for (const OfferEnd how : {OfferEnd::expired, OfferEnd::withdrawn}) {
            ended = {{}, how, {}};
            QVERIFY(systemLine(author, ended) != systemLine(author, ended, true));
        }
        Assigned assigned;
        assigned.agentName = u"Sun"_s;
        assigned.reason = AssignReason::takenOver;
        QCOMPARE(systemLine(author, assigned), u"Taken over by Sun"_s);
        Queued queued;
        queued.tier = routing::Tier::l3;
        QCOMPARE(systemLine(author, queued), u"Waiting for a person · Third line (L3)"_s);
        QCOMPARE(systemLine(author, HelpWanted {true, u"over my limit"_s}), u"Lin asks for help: over my limit"_s);
        QCOMPARE(systemLine(author, HelpWanted {false, {}}), u"Help is no longer needed"_s);
        QCOMPARE(systemLine(author, Joined {{}, u"Sun"_s, true}), u"Sun joined the conversation"_s);
        QCOMPARE(systemLine(author, Joined {{}, u"Sun"_s, false}), u"Sun left the conversation"_s);
        Classified set;
        set.issue = u"refund"_s;
        set.emotion = 70;
        set.skills = QList<routing::Skill> {{u"refunds"_s, 3}, {u"zh"_s, 1}};
        QCOMPARE(systemLine(author, set), u"Classified · about: refund · mood: Angry · needs refunds · level 3, zh"_s);
        QCOMPARE(systemLine(author, Classified {}), u"Classified"_s);
        const Note note {u"is it in stock?"_s, PersonId(), u"Wang"_s};
        QCOMPARE(noteSpeaker(u"Lin"_s, note, false), u"Lin asks Wang"_s);
        QCOMPARE(noteSpeaker(u"Lin"_s, note, true), u"Lin whispers to Wang"_s);
        QCOMPARE(noteSpeaker(u"Lin"_s, Note {u"x"_s}, true), u"Lin"_s);
    }

    /// Margins that are meant for left and right cut the feet of letters.
    void aHeadingOfATableIsWhole()
    {
        QTreeWidget table;
        table.setHeaderLabels({u"Waiting, longest"_s});
        table.setColumnWidth(0, 200);
        table.show();
        const QImage heading = table.header()->grab().toImage();
        const QRgb ground = heading.pixel(1, 1);
        int top = -1;
        int bottom = -1;
        for (int y = 0; y < heading.height() - 2; ++y) // the line below it apart
            for (int x = 4; x < 160; ++x)
                if (heading.pixel(x, y) != ground) {
                    top = top < 0 ? y : top;
                    bottom = y;
                }
        const QRect ink = QFontMetrics(textFont(TextSize::small)).tightBoundingRect(u"Waiting, longest"_s);
        QVERIFY2(bottom - top + 1 >= ink.height() * heading.devicePixelRatio() - 1,
            qPrintable(u"%1 rows of %2"_s.arg(bottom - top + 1).arg(ink.height())));
    }

    void aHeadingStaysOverItsFiguresWhenTheyAreSorted()
    {
        installTheme(*qApp, ColorMode::light);
        QTreeWidget table;
        table.setHeaderLabels({u"Load"_s});
        table.headerItem()->setTextAlignment(0, Qt::AlignRight | Qt::AlignVCenter);
        table.header()->setStretchLastSection(false);
        table.setColumnWidth(0, 120);
        table.show();
        const QImage plain = table.header()->grab().toImage();
        table.setSortingEnabled(true);
        table.sortByColumn(0, Qt::AscendingOrder);
        const QImage sorted = table.header()->grab().toImage();
        const int width = QFontMetrics(textFont(TextSize::small)).horizontalAdvance(u"Load"_s) + 9; // and to the edge
        const QRect letters(120 - width, 0, width, plain.height());
        QCOMPARE(sorted.copy(letters), plain.copy(letters));
        const QRect before(0, 0, 120 - width, plain.height());
        QVERIFY(sorted.copy(before) != plain.copy(before)); // the arrow
    }

    void whatIsMarkedInAChosenRowKeepsItsColour()
    {
        const QIcon clock = icon("clock"_L1, ColorRole::critical);
        QCOMPARE(clock.pixmap(16, QIcon::Selected).toImage(), clock.pixmap(16, QIcon::Normal).toImage());
    }

    void clocksAndMoneyReadRight()
    {
        QCOMPARE(spanText(Millis(161'000)), u"02:41"_s);
        QCOMPARE(spanText(Millis(3'761'000)), u"1:02:41"_s);
        QCOMPARE(moneyText({3990, u"CNY"_s}), u"¥39.90"_s);
        QCOMPARE(moneyText({-123456789, u"CNY"_s}), u"−¥1,234,567.89"_s);
        QCOMPARE(moneyText({1234, u"JPY"_s}), u"¥1,234"_s);
        QCOMPARE(moneyText({-5, u"USD"_s}), u"−US$0.05"_s);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
