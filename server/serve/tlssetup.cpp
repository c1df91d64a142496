// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serve/tlssetup.h"

#include <QDateTime>
#include <QFile>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslKey>
#include <QSslSocket>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Error wrong(const QString& setting, const QString& path, const QString& why)
{
    return {Code::config, setting, path + u' ' + why, 0};
}

QList<QSslCipher> authenticatedCiphers()
{
    QList<QSslCipher> ciphers;
    for (const QSslCipher& cipher : QSslConfiguration::supportedCiphers()) {
        const QString name = cipher.name();
        const bool isAuthenticated = name.contains("GCM"_L1) || name.contains("CHACHA20"_L1);
        if (name.startsWith("TLS_"_L1) || (name.startsWith("ECDHE-"_L1) && isAuthenticated))
            ciphers.append(cipher);
    }
    return ciphers;
}

} // namespace

Result<std::optional<QSslConfiguration>> readTls(const Config& config)
{
    if (config.tlsCertificate.isEmpty())
        return std::optional<QSslConfiguration>();
    const QString certificateSetting = u"tls-certificate"_s;
    const QString keySetting = u"tls-key"_s;
    if (!QSslSocket::supportsSsl())
        return Error {Code::config, certificateSetting, u"this system's Qt has no TLS"_s, 0};
    QFile certificates(config.tlsCertificate);
    if (!certificates.open(QIODevice::ReadOnly))
        return wrong(certificateSetting, config.tlsCertificate, u"cannot be read"_s);
    const QList<QSslCertificate> chain = QSslCertificate::fromDevice(&certificates, QSsl::Pem);
    if (chain.isEmpty())
        return wrong(certificateSetting, config.tlsCertificate, u"has no certificate in PEM form"_s);
    if (chain.first().expiryDate() < QDateTime::currentDateTimeUtc())
        return wrong(certificateSetting, config.tlsCertificate,
            u"ended on "_s + chain.first().expiryDate().toUTC().toString(Qt::ISODate));
    QFile keyFile(config.tlsKey);
    if (!keyFile.open(QIODevice::ReadOnly))
        return wrong(keySetting, config.tlsKey, u"cannot be read"_s);
    const QByteArray pem = keyFile.readAll();
    const QSsl::KeyAlgorithm algorithm = chain.first().publicKey().algorithm();
    const QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey);
    if (key.isNull())
        return wrong(keySetting, config.tlsKey, u"has no private key in PEM form that fits the certificate"_s);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setCiphers(authenticatedCiphers());
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setSslOption(QSsl::SslOptionDisableCompression, true);
    return std::optional(tls);
}

} // namespace greenroom
