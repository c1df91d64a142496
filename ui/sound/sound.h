// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>

namespace greenroom {

/// What a short tone is for; each sounds different.
enum class Tone { arrival, urgent };

/// Tones and voice notes. Lives in a library of its own that is loaded at the first sound, so that starting the program
/// does not wait for the machine's audio. Main thread.
class Sound {
public:
    virtual ~Sound() = default;

    /// Plays it now, if the machine can.
    virtual void play(Tone tone) = 0;
    /// Plays a voice note from its beginning, in place of the one before; `ended` is called once, with false when it
    /// could not be played, unless the context is gone.
    virtual void playVoice(const QByteArray& bytes, QObject* context, std::function<void(bool)> ended) = 0;
    virtual void stopVoice() = 0;
};

/// The machine's sound, loaded at the first call; null where the library is missing, which is said once in the log.
Sound* machineSound();

} // namespace greenroom

Q_DECLARE_INTERFACE(greenroom::Sound, "greenroom.Sound/1")
