// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "server/auth/token.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

class TestToken final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTokenIsFoundByItsHashAndNotInIt()
    {
        const NewToken token = newToken(TokenKind::session);
        QCOMPARE(token.hash.size(), 32);
        QCOMPARE(tokenHash(TokenKind::session, token.text), std::optional(token.hash));
        QVERIFY(!token.hash.contains(token.text.toLatin1()));
        QVERIFY(newToken(TokenKind::session).text != token.text);
    }

    void oneKindIsNotTheOther()
    {
        const NewToken session = newToken(TokenKind::session);
        QCOMPARE(tokenKind(session.text), std::optional(TokenKind::session));
        QVERIFY(!tokenHash(TokenKind::visitor, session.text));
        const QString renamed = QString(session.text).replace(0, 4, u"grv_"_s);
        QVERIFY(tokenHash(TokenKind::visitor, renamed));
        QVERIFY(tokenHash(TokenKind::visitor, renamed) != session.hash);
    }

    void whatHasNotTheFormIsNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("prefix") << u"grs_"_s;
        QTest::newRow("short") << u"grs_"_s + QString(42, u'a');
        QTest::newRow("long") << u"grs_"_s + QString(44, u'a');
        QTest::newRow("letter") << u"grs_"_s + QString(42, u'a') + u'+';
        QTest::newRow("full-width") << u"grs_"_s + QString(42, u'a') + u'ａ';
        QTest::newRow("case") << u"GRS_"_s + QString(43, u'a');
    }
    void whatHasNotTheFormIsNothing()
    {
        QFETCH(QString, text);
        QVERIFY(!tokenKind(text));
    }

    void equalSecretsLooksAtEveryByte()
    {
        const QByteArray one = randomBytes(32);
        QVERIFY(equalSecrets(one, QByteArray(one)));
        for (qsizetype i = 0; i < one.size(); ++i) {
            QByteArray other = one;
            other[i] = char(other[i] ^ 1);
            QVERIFY(!equalSecrets(one, other));
        }
        QVERIFY(!equalSecrets(one, one.first(31)));
        QVERIFY(equalSecrets({}, {}));
    }
};

QTEST_GUILESS_MAIN(TestToken)
#include "tst_token.moc"
