// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "app/settings/secretstore.h"

namespace greenroom {

/// The desktop's own vault through QtKeychain. Where none answers, memory: isSessionOnly() then says so. Nothing is
/// ever written to a file in the clear.
class KeychainSecretStore final : public SecretStore {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeychainSecretStore)
public:
    /// Service: the name our secrets go by in the vault.
    KeychainSecretStore(const QString& service, QObject* parent);

    void read(const QString& name, QObject* context, std::function<void(Result<QString>)> callback) override;
    void write(
        const QString& name, const QString& secret, QObject* context, std::function<void(Result<void>)> callback) override;
    void remove(const QString& name, QObject* context, std::function<void(Result<void>)> callback) override;
    bool isSessionOnly() const override { return m_sessionOnly; }

private:
    void useMemory();

    QString m_service;
    bool m_sessionOnly = false;
    QHash<QString, QString> m_memory;
};

/// Memory alone: for tests, and where the person asked for no vault.
class MemorySecretStore final : public SecretStore {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MemorySecretStore)
public:
    explicit MemorySecretStore(QObject* parent);

    void read(const QString& name, QObject* context, std::function<void(Result<QString>)> callback) override;
    void write(
        const QString& name, const QString& secret, QObject* context, std::function<void(Result<void>)> callback) override;
    void remove(const QString& name, QObject* context, std::function<void(Result<void>)> callback) override;
    bool isSessionOnly() const override { return true; }

private:
    QHash<QString, QString> m_secrets;
};

} // namespace greenroom
