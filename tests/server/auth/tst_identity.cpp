// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "server/auth/identity.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const Instant kNow = fromMillis(1'700'000'000'000);
const QByteArray kSecret(32, 's');
constexpr auto kBase64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

Identity ann()
{
    return {u"42"_s, u"shop-a"_s, u"j1"_s, 1'700'000'000, 1'700'000'300, u"Ann"_s, CustomerTier::vip, std::nullopt};
}

} // namespace

//
class TestIdentity final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheShopSignedIsBelieved()
    {
        IdentityVerifier verifier;
        const auto found = verifier.verify(signIdentity(ann(), kSecret), u"shop-a"_s, kSecret, kNow);
        QVERIFY(found);
        QCOMPARE(*found, ann());
    }

    // Signed with openssl and no code of ours, so that a shop's programmer can do the same from docs/identity.md.
    void aStrangersSignatureIsUnderstood()
    {
        const QString text = QString::fromLatin1(
            "eyJzdWIiOiI0MiIsImF1ZCI6InNob3AtYSIsImp0aSI6ImoxIiwiaWF0IjoxNzAwMDAwMDAwLCJleHAiOjE3MDAwMDAzMDB9."
            "ZCD1fHM9xxPHa6GJ-yJkTqLSiOh-vIVap8UVqqerTRo");
        IdentityVerifier verifier;
        const auto found = verifier.verify(text, u"shop-a"_s, kSecret, kNow);
        QVERIFY2(found, qPrintable(found ? QString() : sentence(found.error())));
        QCOMPARE(found->sub, u"42"_s);
        QVERIFY(!found->name);
    }

    void anIdIsUsedOnce()
    {
        IdentityVerifier verifier;
        const QString text = signIdentity(ann(), kSecret);
        QVERIFY(verifier.verify(text, u"shop-a"_s, kSecret, kNow));
        const auto again = verifier.verify(text, u"shop-a"_s, kSecret, kNow + 1s);
        QVERIFY(!again);
        QCOMPARE(again.error().code, Code::identityInvalid);
        IdentityVerifier restarted;
        restarted.remember(u"shop-a"_s, u"j1"_s, kNow + 300s);
        QVERIFY(!restarted.verify(text, u"shop-a"_s, kSecret, kNow));
        // The same id of another shop is another id.
        Identity other = ann();
        other.aud = u"shop-b"_s;
        QVERIFY(verifier.verify(signIdentity(other, kSecret), u"shop-b"_s, kSecret, kNow));
    }

    void everythingElseIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, const QString& text) { QTest::newRow(name) << text; };
        const auto changed = [](auto&& change) {
            Identity identity = ann();
            change(identity);
            return signIdentity(identity, kSecret);
        };
        const QString good = signIdentity(ann(), kSecret);
        row("none", QString());
        row("dot", u"."_s);
        row("payload only", good.section(u'.', 0, 0));
        row("empty signature", good.section(u'.', 0, 0) + u'.');
        row("wrong secret", signIdentity(ann(), QByteArray(32, 't')));
        row("signature cut", good.chopped(1));
        row("signature of another payload",
            signIdentity({u"43"_s, u"shop-a"_s, u"j1"_s, 1'700'000'000, 1'700'000'300, {}, {}, {}}, kSecret).section(u'.', 0, 0)
                + u'.' + good.section(u'.', 1));
        row("padding", good + u'=');
        row("three parts", good + u".x"_s);
        const auto json = [](const char* text) { return QString::fromLatin1(QByteArray(text).toBase64(kBase64)); };
        row("jwt alg none", json("{\"alg\":\"none\"}") + u'.' + good.section(u'.', 0, 0) + u'.');
        row("jwt alg none, two parts",
            json("{\"alg\":\"none\",\"sub\":\"42\",\"aud\":\"shop-a\",\"jti\":\"1\",\"iat\":1700000000,\"exp\":1700000300}")
                + u'.');
        row("another shop", changed([](Identity& i) { i.aud = u"shop-b"_s; }));
        row("expired", changed([](Identity& i) {
            i.iat -= 600;
            i.exp = 1'700'000'000;
        }));
        row("too long", changed([](Identity& i) { i.exp = i.iat + 601; }));
        row("backwards", changed([](Identity& i) { i.exp = i.iat; }));
        row("from the future", changed([](Identity& i) {
            i.iat += 61;
            i.exp += 61;
        }));
        row("nobody", changed([](Identity& i) { i.sub.clear(); }));
        row("no id", changed([](Identity& i) { i.jti.clear(); }));
        row("name too long", changed([](Identity& i) { i.name = QString(81, u'x'); }));
        row("huge", QString(1'000'000, u'a') + u".b"_s);
        row("not latin", u"后台.灯光"_s);
    }
    void everythingElseIsRefused()
    {
        QFETCH(QString, text);
        IdentityVerifier verifier;
        const auto found = verifier.verify(text, u"shop-a"_s, kSecret, kNow);
        QVERIFY(!found);
        QCOMPARE(found.error().code, Code::identityInvalid);
        // A refusal has not used the id up.
        QVERIFY(verifier.verify(signIdentity(ann(), kSecret), u"shop-a"_s, kSecret, kNow));
    }

    void aShopWithoutASecretBelievesNobody()
    {
        IdentityVerifier verifier;
        QVERIFY(!verifier.verify(signIdentity(ann(), QByteArray()), u"shop-a"_s, QByteArray(), kNow));
    }
};

QTEST_GUILESS_MAIN(TestIdentity)
#include "tst_identity.moc"
