// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>

#include <QObject>

#include "core/base/instant.h"
#include "core/base/result.h"

class QProcess;

namespace greenroom {

/// A picture as the helper wrote it anew.
struct CleanImage {
    QByteArray bytes;
    QString mime; ///< image/png or image/jpeg
    qint64 width = 0;
    qint64 height = 0;
    bool code = false; ///< a QR code is in it, as far as was looked
};

/// Has pictures written anew by the helper program greenroom-image, one process for each, a few at once. Whatever a
/// picture does to its process, here it is only a refusal. Lives on a thread with an event loop; callbacks come there.
class ImageWorker final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImageWorker)

public:
    struct Settings {
        QString program; ///< absolute path of greenroom-image
        int atOnce = 2;
        qsizetype waiting = 8;
        Millis within = std::chrono::seconds(15); ///< wall clock for one picture
    };
    explicit ImageWorker(const Settings& settings, QObject* parent = nullptr);
    ~ImageWorker() override;

    /// Errors: mediaRejected (no picture that is taken, or the helper died of it), busy (too many wait), internal (the
    /// helper cannot be run).
    /// `findCodes`: looks for QR codes too, which costs about as much again.
    void clean(const QByteArray& bytes, bool findCodes, std::function<void(Result<CleanImage>)> then);
    /// True if the helper is there and may be run.
    static bool isRunnable(const QString& program);

private:
    struct Job {
        QByteArray bytes;
        bool findCodes = false;
        std::function<void(Result<CleanImage>)> then;
    };
    void next();
    void run(Job job);

    Settings m_settings;
    std::deque<Job> m_waiting;
    int m_running = 0;
};

} // namespace greenroom
