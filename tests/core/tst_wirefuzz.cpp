// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <QTest>

#include "core/protocol/envelope.h"
#include "tests/support/wirevalues.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 60;
constexpr int kMostSpoilings = 4;

/// Spoils texts that were good: bytes, spans, and values that are something else.
class Spoiler {
public:
    explicit Spoiler(quint64 seed)
        : m_random(seed)
    {
    }

    QByteArray spoil(QByteArray text)
    {
        static const QList<QByteArray> pieces {"null", "true", "-1", "1e400", "-0", "0.5", "9223372036854775808",
            "-9223372036854775809", "9007199254740993", "{}", "[]", "[[[[[[[[[[[[[[[[[", "\"\"", "\"\\u0000\"", "\"\\ud800\"",
            "\xff", "\xed\xa0\x80", "\xc0\xaf", QByteArray(1, '\0'), "\"kind\":\"text\",", "{\"kind\":\"note\"}", ",", ":",
            "\"", "\\", QByteArray(70'000, 'a'), "\"00000000-0000-0000-0000-000000000000\""};
        for (int times = 1 + below(kMostSpoilings); times > 0; --times) {
            const int at = below(int(text.size()) + 1);
            const int span = std::min(below(40), int(text.size()) - at);
            switch (below(6)) {
            case 0: text.remove(at, span); break;
            case 1: text.insert(at, pieces.at(below(int(pieces.size())))); break;
            case 2: text.insert(below(int(text.size()) + 1), text.mid(at, span)); break;
            case 3:
                if (span > 0)
                    text[at] = static_cast<char>(below(256));
                break;
            case 4: replaceValue(text, pieces.at(below(int(pieces.size())))); break;
            case 5: text.truncate(at + span); break;
            }
        }
        return text;
    }

private:
    int below(int limit) { return int(m_random() % quint64(limit)); }
    /// What stands between a colon and the next comma or brace: most such texts stay JSON.
    void replaceValue(QByteArray& text, const QByteArray& by)
    {
        const auto colon = text.indexOf(':', below(int(text.size()) + 1));
        if (colon < 0)
            return;
        qsizetype end = colon + 1;
        while (end < text.size() && !QByteArrayView(",}]").contains(text[end]))
            ++end;
        text.replace(colon + 1, end - colon - 1, by);
    }

    std::mt19937_64 m_random;
};

/// A message of the server's, good, and how it is read.
struct Sample {
    QByteArray text;
    std::optional<Error> (*read)(const QJsonObject& body);
};

template <class T>
std::optional<Error> errorOf(const Result<T>& result)
{
    return result ? std::optional<Error>() : result.error();
}

template <Request R>
std::optional<Error> readAsReply(const QJsonObject& body)
{
    return errorOf(readReplyBody<typename R::Reply>(body));
}

template <Event E>
std::optional<Error> readAsEvent(const QJsonObject& body)
{
    E event {};
    return errorOf(codec::readMembers(body, event, {}));
}

template <class... E>
void addEvents(std::type_identity<std::variant<E...>>, QList<Sample>& samples, WireValues& values)
{
    (samples.append({writeEvent(values.make<E>(), Audience::staff).toUtf8(), &readAsEvent<E>}), ...);
}

bool isWhole(const Error& error)
{
    return error.code != Code::ok && sentence(error).endsWith(u'.');
}

} // namespace

/// Good messages, spoilt at random, read by those who read them from the wire: each is read as something valid or refused
/// with a code and a sentence, and nothing else happens. Run under the sanitizers by the check.
class TestWireFuzz final : public QObject {
    Q_OBJECT

    quint64 m_seed = 0;

private Q_SLOTS:
    void init()
    {
        bool given = false;
        m_seed = qEnvironmentVariable("GREENROOM_SEED").toULongLong(&given);
        if (!given)
            m_seed = std::random_device {}();
        qInfo("GREENROOM_SEED=%llu", m_seed);
    }

    void spoiltRequests()
    {
        Spoiler spoiler(m_seed);
        WireValues values(m_seed);
        int accepted = 0;
        int refused = 0;
        for (int round = 0; round < kRounds; ++round) {
            QList<QByteArray> frames;
            Requests::forEach([&]<class R>(std::type_identity<R>) {
                frames.append(spoiler.spoil(writeRequest(u"r1"_s, values.make<R>()).toUtf8()));
            });
            for (const QByteArray& frame : std::as_const(frames)) {
                const auto read = readRequest(frame);
                if (const auto* error = std::get_if<FrameError>(&read)) {
                    ++refused;
                    QVERIFY2(isWhole(error->error), frame.constData());
                    QVERIFY(error->id.size() <= kMaxRequestId && error->type.size() <= kMaxRequestId);
                    continue;
                }
                ++accepted;
                // What was accepted is valid: it is read the same once it is written.
                const AnyRequest& request = std::get<RequestFrame>(read).request;
                const QString again = std::visit([](const auto& each) { return writeRequest(u"r1"_s, each); }, request);
                const auto back = readRequest(again.toUtf8());
                QVERIFY2(std::holds_alternative<RequestFrame>(back), frame.constData());
                QVERIFY2(std::get<RequestFrame>(back).request == request, frame.constData());
            }
        }
        QVERIFY2(accepted > 20 && refused > 20, qPrintable(u"%1 accepted, %2 refused"_s.arg(accepted).arg(refused)));
    }

    void spoiltAnswersAndEvents()
    {
        Spoiler spoiler(m_seed);
        WireValues values(m_seed);
        for (int round = 0; round < kRounds; ++round) {
            QList<Sample> samples;
            Requests::forEach([&]<class R>(std::type_identity<R>) {
                const QString body = writeReplyBody(values.make<typename R::Reply>(), Audience::staff);
                samples.append({writeReply(R::type, u"r1"_s, body).toUtf8(), &readAsReply<R>});
            });
            addEvents(std::type_identity<AnyEvent> {}, samples, values);
            for (const Sample& sample : std::as_const(samples)) {
                const QByteArray text = spoiler.spoil(sample.text);
                const auto frame = readFrame(text);
                const auto* unread = std::get_if<FrameError>(&frame);
                const std::optional<Error> error = unread ? unread->error : sample.read(std::get<Frame>(frame).body);
                QVERIFY2(!error || isWhole(*error), text.constData());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestWireFuzz)
#include "tst_wirefuzz.moc"
