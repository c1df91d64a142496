// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/passwordhasher.h"

#include <sodium.h>

#include "server/auth/token.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = 19 * 1024 * 1024;
constexpr qint64 kRetryMs = 2000;

// The same password typed on two systems may come composed or decomposed.
QByteArray bytesOf(const QString& password)
{
    return password.normalized(QString::NormalizationForm_C).toUtf8();
}

} // namespace

QString PasswordHasher::hashNow(const QString& password)
{
    const QByteArray bytes = bytesOf(password);
    std::array<char, crypto_pwhash_STRBYTES> out {};
    if (crypto_pwhash_str_alg(
            out.data(), bytes.constData(), std::size_t(bytes.size()), kPasses, kMemory, crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        qFatal("not enough memory to hash a password");
    return QString::fromLatin1(out.data());
}

bool PasswordHasher::verifyNow(const QString& password, const QString& stored)
{
    const QByteArray bytes = bytesOf(password);
    const QByteArray hash = stored.toLatin1();
    return crypto_pwhash_str_verify(hash.constData(), bytes.constData(), std::size_t(bytes.size())) == 0;
}

namespace {

/// What a name nobody has is checked against: made once, for it takes as long as a check does.
const QString& nobodysHash()
{
    static const QString hash = PasswordHasher::hashNow(QString::fromLatin1(randomBytes(24).toBase64()));
    return hash;
}

} // namespace

PasswordHasher::PasswordHasher(const Settings& settings, Deliver deliver)
    : m_settings(settings)
    , m_deliver(std::move(deliver))
    , m_dummy(nobodysHash())
    , m_inFlight(std::make_shared<int>(0))
{
    m_pool.setMaxThreadCount(settings.atOnce);
}

PasswordHasher::~PasswordHasher()
{
    m_pool.clear();
    m_pool.waitForDone();
}

Result<void> PasswordHasher::hash(const QString& password, std::function<void(QString)> done)
{
    return submit([password, done = std::move(done)]() -> std::function<void()> {
        return [done, text = hashNow(password)] { done(text); };
    });
}

Result<void> PasswordHasher::verify(
    const QString& password, const std::optional<QString>& stored, std::function<void(bool)> done)
{
    const QString against = stored.value_or(m_dummy);
    return submit([password, against, exists = stored.has_value(), done = std::move(done)]() -> std::function<void()> {
        const bool right = verifyNow(password, against);
        return [done, yes = right && exists] { done(yes); };
    });
}

Result<void> PasswordHasher::submit(std::function<std::function<void()>()> work)
{
    if (*m_inFlight >= m_settings.atOnce + m_settings.waiting)
        return Error {Code::busy, {}, {}, kRetryMs};
    ++*m_inFlight;
    m_pool.start([work = std::move(work), deliver = m_deliver, inFlight = m_inFlight] {
        deliver([answer = work(), inFlight] {
            --*inFlight;
            answer();
        });
    });
    return {};
}

} // namespace greenroom
