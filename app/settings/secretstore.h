// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>

#include "core/base/result.h"

namespace greenroom {

/// Where secrets are kept: by name, never in a file of ours. Main thread; callbacks from the event loop, none once the
/// context is gone.
class SecretStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The secret, or notFound.
    virtual void read(const QString& name, QObject* context, std::function<void(Result<QString>)> callback) = 0;
    virtual void write(const QString& name, const QString& secret, QObject* context, std::function<void(Result<void>)> callback)
        = 0;
    virtual void remove(const QString& name, QObject* context, std::function<void(Result<void>)> callback) = 0;
    /// True once it is known that secrets live only as long as this process: the person must be told.
    virtual bool isSessionOnly() const = 0;

Q_SIGNALS:
    void sessionOnlyChanged();
};

} // namespace greenroom
