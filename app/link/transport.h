// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>

namespace greenroom {

/// What carries text frames to one server and back. One connection at a time; main thread.
class Transport : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Connects. Answers with opened() or closed(), never from within the call. A connection there was is dropped silently.
    virtual void open(const QUrl& url) = 0;
    /// Only between opened() and closed().
    virtual void send(const QString& frame) = 0;
    /// Ends the connection, or the attempt, without closed().
    virtual void drop() = 0;

Q_SIGNALS:
    void opened();
    void received(const QString& frame);
    /// The other side or the network ended it, or it never came about. `why` is for logs.
    void closed(const QString& why);
};

} // namespace greenroom
