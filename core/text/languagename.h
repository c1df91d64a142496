// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace greenroom {

/// A language's name in a language: "zh-CN" is "Chinese (China)" in en and 中文（中国） in zh_CN. Both by BCP 47 or with _.
/// What is no language's code comes back as it is.
QString languageName(const QString& code, const QString& in);

} // namespace greenroom
