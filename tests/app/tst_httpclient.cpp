// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/link/httpclient.h"
#include "tests/support/httpstub.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestHttpClient : public QObject {
    Q_OBJECT

    std::optional<Result<SignedIn>> signIn(HttpStub& stub, Millis timeout = Millis(5000))
    {
        HttpClient http(nullptr, timeout);
        std::optional<Result<SignedIn>> result;
        http.call(
            stub.url(), {}, SignIn {u"lin"_s, u"p\"w"_s, u"here"_s}, this, [&](const Result<SignedIn>& r) { result = r; });
        (void)QTest::qWaitFor([&] { return result.has_value(); }, 5000);
        return result;
    }

private Q_SLOTS:
    void signsInWithABodyAndReadsTheReply()
    {
        HttpStub stub;
        stub.answer = R"({"code":"ok","token":"abc","expiresAt":5,"shops":[]})";
        const auto result = signIn(stub);
        QVERIFY(result && *result);
        QCOMPARE((*result)->token, u"abc"_s);
        QVERIFY(stub.request.startsWith("POST /api/v1/signIn HTTP/1.1"));
        const QByteArray body = "{\"name\":\"lin\",\"password\":\"p\\\"w\",\"device\":\"here\"}";
        QCOMPARE(stub.request.right(body.size()), body);
        QVERIFY(!stub.request.contains("Authorization"));
    }

    void aRefusalKeepsItsCode()
    {
        HttpStub stub;
        stub.status = "401 Unauthorized";
        stub.answer = R"({"code":"signInFailed","detail":"x"})";
        QCOMPARE(signIn(stub)->error().code, Code::signInFailed);
    }

    void aRedirectIsNotFollowed()
    {
        HttpStub elsewhere;
        HttpStub stub;
        stub.status = "307 Temporary Redirect";
        stub.headers = "Location: " + elsewhere.url().toEncoded() + "/x\r\n";
        QVERIFY(!*signIn(stub));
        QVERIFY(elsewhere.request.isEmpty());
    }

    void nonsenseAndSilenceAreErrors()
    {
        HttpStub stub;
        stub.answer = "<html>";
        QCOMPARE(signIn(stub)->error().code, Code::malformed);
        HttpStub silent;
        silent.silent = true;
        QCOMPARE(signIn(silent, Millis(100))->error().code, Code::timedOut);
        HttpStub gone;
        gone.server.close();
        const QUrl url(u"http://127.0.0.1:1"_s);
        HttpClient http(nullptr);
        std::optional<Code> code;
        http.get(url, u"/"_s, {}, this, [&](const Result<QByteArray>& r) { code = r.error().code; });
        QTRY_COMPARE(code, Code::offline);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestHttpClient)
#include "tst_httpclient.moc"
