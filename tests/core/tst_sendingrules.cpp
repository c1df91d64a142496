// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <map>

#include <QFile>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include "core/domain/sending/sendingcheck.h"
#include "core/domain/sending/unfold.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

struct Text {
    QSet<QString> topics; ///< empty: nothing may be found
    QString form;
    QString text;
};

/// The rows of a table of texts: topics (with commas, - for none), form, text.
QList<Text> textsOf(const QString& file)
{
    QFile in(qEnvironmentVariable("GREENROOM_SOURCE") + u"/tests/data/"_s + file);
    QList<Text> texts;
    if (!in.open(QIODevice::ReadOnly))
        return texts;
    for (const QString& line : QString::fromUtf8(in.readAll()).split(u'\n')) {
        const QStringList columns = line.split(u'\t');
        if (line.startsWith(u'#') || columns.size() < 3 || columns[0] == u"topics")
            continue;
        const QStringList topics = columns[0] == u"-" ? QStringList() : columns[0].split(u',');
        texts.append({QSet<QString>(topics.begin(), topics.end()), columns[1], columns[2]});
    }
    return texts;
}

QString written(const QList<SendingFinding>& findings, const QString& text)
{
    QStringList all;
    for (const SendingFinding& each : findings)
        all.append(u"%1 \"%2\""_s.arg(enumName(each.topic), text.mid(each.from, each.length)));
    return all.join(u", "_s);
}

QSet<QString> topicsIn(const QList<SendingFinding>& findings)
{
    QSet<QString> topics;
    for (const SendingFinding& each : findings)
        topics.insert(enumName(each.topic));
    return topics;
}

QString plainOf(const QString& text)
{
    QString plain;
    for (const Sign& sign : unfold(text))
        plain += QString::fromUcs4(&sign.plain, 1);
    return plain;
}

SendingRule rule(SendingTopic topic, const QStringList& words = {}, const QStringList& allowed = {})
{
    return {u"rule"_s, topic, SendingAction::block, {}, words, allowed, {}};
}

QString repeated(const QString& piece, qsizetype size)
{
    return piece.repeated(size / piece.size() + 1).left(size);
}

/// The fastest of several runs, so that a busy machine says less.
qint64 nanoseconds(const SendingCheck& check, const QString& text)
{
    qint64 least = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 7; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const auto found = check.findings(text, Channel::web).size();
        const auto took = std::chrono::steady_clock::now() - start;
        if (found >= 0)
            least = std::min<qint64>(least, std::chrono::duration_cast<std::chrono::nanoseconds>(took).count());
    }
    return least;
}

/// Ranges in the text, that part no character, ascending, and of one rule never twice the same place.
bool areSound(const QList<SendingFinding>& findings, const QString& text)
{
    std::map<qsizetype, qsizetype> endOf; // by rule
    qsizetype before = 0;
    for (const SendingFinding& each : findings) {
        const qsizetype end = each.from + each.length;
        const auto parts = [&](qsizetype at) {
            return at > 0 && at < text.size() && text[at].isLowSurrogate() && text[at - 1].isHighSurrogate();
        };
        const auto known = endOf.find(each.rule);
        if (each.from < before || each.length <= 0 || end > text.size() || parts(each.from) || parts(end)
            || (known != endOf.end() && each.from < known->second))
            return false;
        before = each.from;
        endOf[each.rule] = end;
    }
    return true;
}

} // namespace

class TestSendingRules final : public QObject {
    Q_OBJECT

private:
    const SendingCheck m_usual {SendingCheck::usualRules()};

private Q_SLOTS:
    void texts_data()
    {
        QTest::addColumn<QSet<QString>>("topics");
        QTest::addColumn<QString>("text");
        const QList<Text> texts = textsOf(u"sendingrules_dev.tsv"_s);
        QVERIFY(texts.size() >= 120);
        for (qsizetype i = 0; i < texts.size(); ++i)
            QTest::addRow("%lld %s", qlonglong(i), qPrintable(texts[i].form)) << texts[i].topics << texts[i].text;
    }
    void texts()
    {
        QFETCH(QSet<QString>, topics);
        QFETCH(QString, text);
        const QList<SendingFinding> found = m_usual.findings(text, Channel::web);
        const QSet<QString> told = topicsIn(found);
        QVERIFY2(told.contains(topics), qPrintable(text + u" → "_s + written(found, text)));
        QVERIFY2(!topics.isEmpty() || told.isEmpty(), qPrintable(text + u" → "_s + written(found, text)));
        QVERIFY(areSound(found, text));
    }

    void independentTexts()
    {
        const QList<Text> texts = textsOf(u"sending/texts.tsv"_s);
        QVERIFY(texts.size() >= 300);
        QList<SendingRule> rules = SendingCheck::usualRules();
        for (SendingRule& each : rules)
            if (each.topic == SendingTopic::contact)
                each.allowed.append(u"shop.example"_s); // the shop's own host in these texts
        const SendingCheck check(rules);
        struct Count {
            int found = 0;
            int all = 0;
            void add(bool is)
            {
                found += is;
                ++all;
            }
        };
        std::map<QString, std::map<QString, Count>> counts; // by topic, then form
        std::map<QString, Count> byForm;
        Count recall;
        Count falseAlarms;
        for (const Text& each : texts) {
            const QList<SendingFinding> found = check.findings(each.text, Channel::web);
            const QSet<QString> told = topicsIn(found);
            if (each.topics.isEmpty()) {
                falseAlarms.add(!told.isEmpty());
                if (!told.isEmpty())
                    qInfo("false alarm: %s → %s", qPrintable(each.text), qPrintable(written(found, each.text)));
                continue;
            }
            for (const QString& topic : each.topics) {
                const bool is = told.contains(topic);
                recall.add(is);
                byForm[each.form].add(is);
                counts[topic][each.form].add(is);
                if (!is)
                    qInfo(
                        "missed %s: %s → %s", qPrintable(topic), qPrintable(each.text), qPrintable(written(found, each.text)));
            }
        }
        for (const auto& [topic, forms] : counts) {
            Count all;
            QString line;
            for (const auto& [form, count] : forms) {
                all.found += count.found;
                all.all += count.all;
                line += u", %1 %2/%3"_s.arg(form).arg(count.found).arg(count.all);
            }
            qInfo("recall %s: %d of %d%s", qPrintable(topic), all.found, all.all, qPrintable(line));
        }
        for (const auto& [form, count] : byForm)
            qInfo("recall %s: %d of %d", qPrintable(form), count.found, count.all);
        qInfo("recall: %d of %d; false alarms: %d of %d", recall.found, recall.all, falseAlarms.found, falseAlarms.all);
        QVERIFY(recall.found * 100 >= recall.all * 95);
        QVERIFY(falseAlarms.found * 100 <= falseAlarms.all * 3);
    }

    void unfolding_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("plain");
        QTest::newRow("plain") << u"微信 abc"_s << u"微信abc"_s;
        QTest::newRow("full width") << u"ＱＱ１２"_s << u"qq12"_s;
        QTest::newRow("circled") << u"ⓥⓧ①②❸"_s << u"vx123"_s;
        QTest::newRow("keycaps") << u"1️⃣3️⃣"_s << u"13"_s;
        QTest::newRow("superscript") << u"¹³⁸"_s << u"138"_s;
        QTest::newRow("mathematical") << u"𝓿𝔁"_s << u"vx"_s;
        QTest::newRow("other alphabets") << u"νх"_s << u"vx"_s;
        QTest::newRow("flags") << u"\U0001F1FB\U0001F1FD"_s << u"vx"_s;
        QTest::newRow("traditional") << u"轉賬"_s << u"转账"_s;
        QTest::newRow("cheque digits") << u"壹叁捌"_s << u"一三八"_s;
        QTest::newRow("between") << u"微-·​ 😀信"_s << u"微信"_s;
        QTest::newRow("marks") << u"v̴̵x́"_s << u"vx"_s;
        QTest::newRow("heart") << u"v❤"_s << u"v心"_s;
        QTest::newRow("a heart elsewhere") << u"谢❤谢"_s << u"谢谢"_s;
        QTest::newRow("plus") << u"+v"_s << u"加v"_s;
        QTest::newRow("a plus elsewhere") << u"5+3"_s << u"53"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xd83d)) + u"微"_s << u"微"_s;
        QTest::newRow("nothing") << u" 。😀"_s << QString();
    }
    void unfolding()
    {
        QFETCH(QString, text);
        QFETCH(QString, plain);
        QCOMPARE(plainOf(text), plain);
    }

    void signsKnowWhereTheyStood()
    {
        const QString text = u"您好，加\U0001F600微 信"_s;
        const std::vector<Sign> signs = unfold(text);
        QCOMPARE(signs.size(), size_t(5));
        QCOMPARE(signs[2].from, 3);
        QCOMPARE(signs[3].from, 6);
        QCOMPARE(signs[4].from, 8);
        QCOMPARE(signs[4].end, 9);
        QCOMPARE(signs[2].clause, signs[1].clause + 1);
        QCOMPARE(signs[4].clause, signs[2].clause);

        const QList<SendingFinding> found = m_usual.findings(text, Channel::web);
        QCOMPARE(found.size(), 1);
        QCOMPARE(text.mid(found[0].from, found[0].length), u"加\U0001F600微 信"_s);
    }

    void findingsPartNoCharacter()
    {
        const QStringList pieces {u"加"_s, u"微"_s, u"信"_s, u"我"_s, u"v"_s, u"x"_s, u"❤"_s, u"\U0001F600"_s, u"𝓿"_s, u" "_s,
            u"。"_s, u"，"_s, u"138"_s, u"0"_s, u"1️⃣"_s, u"一"_s, u"好评"_s, u"返"_s, u"现"_s, u"最"_s, u"低"_s, u"@"_s,
            u"."_s, u"com"_s, u"abc"_s, u"转账"_s, u"给我"_s, u"请勿"_s, u"\u0301"_s, u"\u200b"_s, QString(QChar(0xd83d)),
            QString(QChar(0xde00)), u"㊀"_s, u"⑩"_s, u"http://"_s, u"one "_s, u"wei"_s, u"\n"_s, u"+"_s, u"🐧"_s,
            u"\U00020000"_s};
        const quint32 seed = qEnvironmentVariableIsSet("GREENROOM_SEED") ? qEnvironmentVariable("GREENROOM_SEED").toUInt()
                                                                         : QRandomGenerator::global()->generate();
        qInfo("seed %u (GREENROOM_SEED repeats it)", seed);
        QRandomGenerator random(seed);
        QList<SendingRule> rules = SendingCheck::usualRules();
        rules.append(rule(SendingTopic::words, {u"微信"_s, u"abc"_s}, {u"加我"_s, u"com"_s}));
        const SendingCheck check(rules);
        for (int i = 0; i < 3000; ++i) {
            QString text;
            for (int k = random.bounded(1, 40); k > 0; --k)
                text += pieces[random.bounded(pieces.size())];
            const std::vector<Sign> signs = unfold(text);
            for (size_t k = 0; k < signs.size(); ++k) {
                QVERIFY(signs[k].from >= 0 && signs[k].from < signs[k].end && signs[k].end <= text.size());
                QVERIFY(k == 0 || signs[k].from >= signs[k - 1].from);
            }
            QVERIFY2(areSound(check.findings(text, Channel::web), text), qPrintable(text));
        }
    }

    void rulesHoldOnTheirChannel()
    {
        SendingRule onWeb = rule(SendingTopic::contact);
        onWeb.channel = Channel::web;
        SendingRule everywhere = rule(SendingTopic::contact);
        everywhere.action = SendingAction::warn;
        const SendingCheck check({onWeb, everywhere});
        const QList<SendingFinding> web = check.findings(u"加我微信"_s, Channel::web);
        QCOMPARE(web.size(), 2);
        QCOMPARE(web[0], (SendingFinding {0, SendingTopic::contact, SendingAction::block, 0, 4}));
        QCOMPARE(web[1], (SendingFinding {1, SendingTopic::contact, SendingAction::warn, 0, 4}));
        const QList<SendingFinding> email = check.findings(u"加我微信"_s, Channel::email);
        QCOMPARE(email.size(), 1);
        QCOMPARE(email[0].rule, 1);
    }

    void nothingIsFoundInWhatIsAllowed()
    {
        const SendingCheck check(
            {rule(SendingTopic::contact, {}, {u"400-820-8820"_s, u"shop.example.com"_s, u"13800138000"_s, u"加店长微信"_s})});
        const auto finds = [&](const QString& text) { return !check.findings(text, Channel::web).isEmpty(); };
        QVERIFY(!finds(u"请打热线电话 400 820 8820"_s));
        QVERIFY(finds(u"请打热线电话 400-820-8821"_s));
        QVERIFY(!finds(u"https://shop.example.com/a?b=c"_s));
        QVERIFY(!finds(u"https://new.shop.example.com/a"_s));
        QVERIFY(finds(u"https://shop.example.com.evil.com/a"_s));
        QVERIFY(finds(u"https://othershop.example.com"_s));
        QVERIFY(!finds(u"电话 138-0013-8000"_s));
        QVERIFY(finds(u"电话 13800138001"_s));
        QVERIFY(!finds(u"加店长微信"_s));
        QVERIFY(finds(u"加店长微信，或者加我微信"_s));
    }

    void ownWordsAreSeenThrough_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("plain") << u"隔壁老王家更便宜"_s << true;
        QTest::newRow("spaced") << u"隔 壁 老 王 家"_s << true;
        QTest::newRow("emoji") << u"隔😀壁老王家"_s << true;
        QTest::newRow("traditional") << u"競品店鋪"_s << true;
        QTest::newRow("full width") << u"ＲｉｖａｌＣｏ"_s << true;
        QTest::newRow("spelled out") << u"r.i.v.a.l.c.o"_s << true;
        QTest::newRow("sounds alike") << u"返限计划"_s << true;
        QTest::newRow("part of a longer word") << u"rivalcompany"_s << false;
        QTest::newRow("over the end of a sentence") << u"住在隔壁。老王家好"_s << false;
        QTest::newRow("allowed") << u"竞品店铺对比表"_s << false;
        QTest::newRow("other") << u"隔壁老李家"_s << false;
    }
    void ownWordsAreSeenThrough()
    {
        QFETCH(QString, text);
        QFETCH(bool, isThere);
        static const SendingCheck check(
            {rule(SendingTopic::words, {u"隔壁老王家"_s, u"竞品店铺"_s, u"RivalCo"_s, u"返现计划"_s}, {u"竞品店铺对比表"_s})});
        QCOMPARE(!check.findings(text, Channel::web).isEmpty(), isThere);
    }

    void ownWordsOfATopicAreAlsoLookedFor()
    {
        const SendingCheck check({rule(SendingTopic::contact, {u"暗号"_s})});
        const QList<SendingFinding> found = check.findings(u"暗号，加我微信"_s, Channel::web);
        QCOMPARE(found.size(), 2);
        QCOMPARE(found[0].topic, SendingTopic::contact);
        QCOMPARE(found[0].length, 2);
    }

    void noRulesAndNoTextFindNothing()
    {
        QVERIFY(SendingCheck(QList<SendingRule> {}).findings(u"加我微信"_s, Channel::web).isEmpty());
        QVERIFY(m_usual.findings({}, Channel::web).isEmpty());
        QVERIFY(m_usual.findings(u" 😀。"_s, Channel::web).isEmpty());
    }

    void badRulesAreRefused_data()
    {
        QTest::addColumn<QList<SendingRule>>("rules");
        QTest::addColumn<QString>("place");
        const SendingRule good = rule(SendingTopic::words, {u"词"_s});
        const auto with = [&](auto change) {
            SendingRule changed = good;
            change(changed);
            return QList<SendingRule> {changed};
        };
        QTest::newRow("good") << QList<SendingRule> {good} << QString();
        QTest::newRow("usual") << SendingCheck::usualRules() << QString();
        QTest::newRow("no name") << with([](SendingRule& r) { r.name = u" "_s; }) << u"rules[0].name"_s;
        QTest::newRow("long name") << with([](SendingRule& r) { r.name = QString(81, u'x'); }) << u"rules[0].name"_s;
        QTest::newRow("same name") << QList<SendingRule> {good, good} << u"rules[1].name"_s;
        QTest::newRow("no words") << with([](SendingRule& r) { r.words.clear(); }) << u"rules[0].words"_s;
        QTest::newRow("empty word") << with([](SendingRule& r) { r.words.append(u"。"_s); }) << u"rules[0].words[1]"_s;
        QTest::newRow("long word") << with([](SendingRule& r) { r.words.append(QString(81, u'x')); }) << u"rules[0].words[1]"_s;
        QTest::newRow("many words") << with([](SendingRule& r) { r.words = QStringList(501, u"a"_s); }) << u"rules[0].words"_s;
        QTest::newRow("empty allowed") << with([](SendingRule& r) { r.allowed = {u" "_s}; }) << u"rules[0].allowed[0]"_s;
        QTest::newRow("long sentence") << with([](SendingRule& r) { r.sentence = QString(201, u'x'); })
                                       << u"rules[0].sentence"_s;
        QTest::newRow("many rules") << QList<SendingRule>(101, good) << u"rules"_s;
    }
    void badRulesAreRefused()
    {
        QFETCH(QList<SendingRule>, rules);
        QFETCH(QString, place);
        const Result<void> result = check(rules);
        QCOMPARE(bool(result), place.isEmpty());
        if (!result) {
            QCOMPARE(result.error().code, Code::invalidField);
            QCOMPARE(result.error().field, place);
            QVERIFY(!result.error().detail.isEmpty());
        }
    }

    /// No text is slower than one that people write by more than a factor, at 4 000 characters and in proportion beyond.
    void hostileTextsTakeNoLonger()
    {
        QList<SendingRule> rules = SendingCheck::usualRules();
        rules.append(
            rule(SendingTopic::words, {QString(80, u'a'), QString(40, u'加'), u"微信"_s}, {QString(79, u'a'), u"微信群"_s}));
        const SendingCheck check(rules);
        constexpr qsizetype kSize = 4000;
        const QString plain = repeated(u"亲，您好，这款加绒加厚的外套有现货，今天下单明天就可以发货，请您放心！"_s, kSize);
        const qint64 usual = nanoseconds(check, plain);
        qInfo("plain: %lld µs of 4 000 characters, %lld µs of 40", qlonglong(usual / 1000),
            qlonglong(nanoseconds(check, plain.left(40)) / 1000));
        for (const QString& piece :
            {u"\u0301"_s, u"1"_s, u"1 3 8 "_s, u"a.b"_s, u"加"_s, u"加微信"_s, u"@"_s, u"a@b."_s, u"最"_s, u"不要加微信"_s,
                u"\U0001F600"_s, u"w e c h a t "_s, u"one"_s, u"一"_s, u"a_"_s, u"好评返现"_s, u"pay me "_s, u"a"_s,
                u"微信群"_s, u"v❤"_s, u"+"_s, u"www."_s, u"\u200b微\u200b信"_s, u"ﷺ"_s, u"转账给我"_s, u"。"_s}) {
            const QString text = repeated(piece, kSize);
            const qint64 took = nanoseconds(check, text);
            const qint64 twice = nanoseconds(check, repeated(piece, 2 * kSize));
            QVERIFY2(took < 20 * usual, qPrintable(u"%1: %2 ns"_s.arg(piece).arg(took)));
            QVERIFY2(twice < 5 * took + usual, qPrintable(u"%1: %2 ns, then %3 ns"_s.arg(piece).arg(took).arg(twice)));
        }
    }
};

QTEST_GUILESS_MAIN(TestSendingRules)
#include "tst_sendingrules.moc"
