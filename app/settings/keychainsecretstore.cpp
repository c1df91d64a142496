// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/keychainsecretstore.h"

#include <keychain.h>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

template <class Value>
void answerLater(QObject* context, std::function<void(Result<Value>)> callback, Result<Value> result)
{
    QMetaObject::invokeMethod(
        context, [callback = std::move(callback), result = std::move(result)] { callback(result); }, Qt::QueuedConnection);
}

Result<QString> lookUp(const QHash<QString, QString>& secrets, const QString& name)
{
    const auto found = secrets.find(name);
    if (found == secrets.end())
        return Error {Code::notFound, name, {}, 0};
    return *found;
}

} // namespace

KeychainSecretStore::KeychainSecretStore(const QString& service, QObject* parent)
    : SecretStore(parent)
    , m_service(service)
{
}

void KeychainSecretStore::read(const QString& name, QObject* context, std::function<void(Result<QString>)> callback)
{
    if (m_sessionOnly)
        return answerLater(context, std::move(callback), lookUp(m_memory, name));
    auto* job = new QKeychain::ReadPasswordJob(m_service, this);
    job->setKey(name);
    job->setInsecureFallback(false);
    connect(job, &QKeychain::Job::finished, context, [this, job, name, callback = std::move(callback)] {
        if (job->error() == QKeychain::NoError)
            return callback(job->textData());
        if (job->error() != QKeychain::EntryNotFound)
            useMemory();
        callback(lookUp(m_memory, name));
    });
    job->start();
}

void KeychainSecretStore::write(
    const QString& name, const QString& secret, QObject* context, std::function<void(Result<void>)> callback)
{
    // Kept here too: a vault that goes away in mid-session must not cost the session.
    m_memory.insert(name, secret);
    if (m_sessionOnly)
        return answerLater<void>(context, std::move(callback), {});
    auto* job = new QKeychain::WritePasswordJob(m_service, this);
    job->setKey(name);
    job->setTextData(secret);
    job->setInsecureFallback(false);
    connect(job, &QKeychain::Job::finished, context, [this, job, callback = std::move(callback)] {
        if (job->error() != QKeychain::NoError)
            useMemory();
        callback({});
    });
    job->start();
}

void KeychainSecretStore::remove(const QString& name, QObject* context, std::function<void(Result<void>)> callback)
{
    m_memory.remove(name);
    if (m_sessionOnly)
        return answerLater<void>(context, std::move(callback), {});
    auto* job = new QKeychain::DeletePasswordJob(m_service, this);
    job->setKey(name);
    job->setInsecureFallback(false);
    connect(job, &QKeychain::Job::finished, context, [job, callback = std::move(callback)] {
        if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound)
            return callback({});
        callback(Error {Code::storage, {}, job->errorString(), 0});
    });
    job->start();
}

void KeychainSecretStore::useMemory()
{
    if (m_sessionOnly)
        return;
    m_sessionOnly = true;
    Q_EMIT sessionOnlyChanged();
}

MemorySecretStore::MemorySecretStore(QObject* parent)
    : SecretStore(parent)
{
}

void MemorySecretStore::read(const QString& name, QObject* context, std::function<void(Result<QString>)> callback)
{
    answerLater(context, std::move(callback), lookUp(m_secrets, name));
}

void MemorySecretStore::write(
    const QString& name, const QString& secret, QObject* context, std::function<void(Result<void>)> callback)
{
    m_secrets.insert(name, secret);
    answerLater<void>(context, std::move(callback), {});
}

void MemorySecretStore::remove(const QString& name, QObject* context, std::function<void(Result<void>)> callback)
{
    m_secrets.remove(name);
    answerLater<void>(context, std::move(callback), {});
}

} // namespace greenroom
