// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace greenroom {

/// The language on screen, changed while running. "zh_CN" and "en"; empty: the system's. English for one we do not have.
class Language final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Language)

public:
    explicit Language(QObject* parent);

    void set(const QString& code);
    const QString& code() const { return m_code; }

private:
    void put(QTranslator& translator, const QString& name, const QString& directory);

    QTranslator m_toolkit;
    QTranslator m_translator;
    QString m_code;
};

} // namespace greenroom
