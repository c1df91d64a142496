// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>
#include <QPointer>

namespace greenroom {

/// The callback, to be called any time later on the context's own thread: it does nothing once the context is gone.
/// The context is never null.
template <class... Args>
std::function<void(Args...)> whileAlive(QObject* context, std::function<void(Args...)> callback)
{
    return [guard = QPointer<QObject>(context), callback = std::move(callback)](Args... args) {
        if (guard)
            callback(std::forward<Args>(args)...);
    };
}

} // namespace greenroom
