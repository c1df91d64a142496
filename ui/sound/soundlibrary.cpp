// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAudioOutput>
#include <QAudioSink>
#include <QBuffer>
#include <QMediaDevices>
#include <QMediaPlayer>
#include <QPointer>
#include <QtMath>

#include "ui/sound/sound.h"

namespace greenroom {

namespace {

constexpr int kRate = 44'100;

/// Notes one after the other, each fading, as 16-bit samples.
QByteArray notes(std::initializer_list<double> hertz, double seconds)
{
    QByteArray bytes;
    const int samples = static_cast<int>(seconds * kRate);
    for (const double pitch : hertz)
        for (int i = 0; i < samples; ++i) {
            const double t = static_cast<double>(i) / kRate;
            // The first 5 ms rise, so that it does not click.
            const double loud = qMin(1.0, t / 0.005) * qExp(-t * 9) * 0.25;
            const auto sample = static_cast<qint16>(loud * qSin(2 * M_PI * pitch * t) * 32'767);
            bytes.append(static_cast<char>(sample & 0xff)).append(static_cast<char>((sample >> 8) & 0xff));
        }
    return bytes;
}

} // namespace

class SoundLibrary final : public QObject, public Sound {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "greenroom.Sound/1")
    Q_INTERFACES(greenroom::Sound)

public:
    void play(Tone tone) override
    {
        if (QMediaDevices::defaultAudioOutput().isNull())
            return;
        QAudioFormat format;
        format.setSampleRate(kRate);
        format.setChannelCount(1);
        format.setSampleFormat(QAudioFormat::Int16);
        if (!m_sink)
            m_sink = new QAudioSink(format, this);
        m_sink->stop();
        m_samples.close();
        m_samples.setData(tone == Tone::arrival ? notes({659.3, 880}, 0.18) : notes({880, 698.5, 880}, 0.14));
        m_samples.open(QIODevice::ReadOnly);
        m_sink->start(&m_samples);
    }

    void playVoice(const QByteArray& bytes, QObject* context, std::function<void(bool)> ended) override
    {
        stopVoice();
        m_ended = std::move(ended);
        m_context = context;
        if (!m_player) {
            m_player = new QMediaPlayer(this);
            m_player->setAudioOutput(new QAudioOutput(this));
            connect(m_player, &QMediaPlayer::mediaStatusChanged, this, [this](QMediaPlayer::MediaStatus status) {
                if (status == QMediaPlayer::EndOfMedia)
                    finish(true);
                else if (status == QMediaPlayer::InvalidMedia)
                    finish(false);
            });
            connect(m_player, &QMediaPlayer::errorOccurred, this, [this] { finish(false); });
        }
        m_voice.close();
        m_voice.setData(bytes);
        m_voice.open(QIODevice::ReadOnly);
        m_player->setSourceDevice(&m_voice);
        m_player->play();
    }

    void stopVoice() override
    {
        if (!m_player || !m_ended)
            return;
        m_player->stop();
        finish(true);
    }

private:
    void finish(bool played)
    {
        if (const auto ended = std::exchange(m_ended, {}); ended && m_context)
            ended(played);
    }

    QAudioSink* m_sink = nullptr;
    QBuffer m_samples;
    QMediaPlayer* m_player = nullptr;
    QBuffer m_voice;
    QPointer<QObject> m_context;
    std::function<void(bool)> m_ended;
};

} // namespace greenroom

#include "soundlibrary.moc"
