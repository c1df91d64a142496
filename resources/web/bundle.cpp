// SPDX-License-Identifier: GPL-3.0-or-later
// web_bundle SOURCE-FOLDER OUT-FOLDER MODULE…: makes the widget's modules into one file, so that a browser fetches two
// things after the page and not twenty. The modules keep to a few forms, and what does not is refused:
//   import { a, b } from './x.js';   import name from './x.js';   import('./x.js')
//   export function|async function|class|const NAME               export default VALUE;
// Each becomes a function that runs once, in the order given, and the last one the file's end. Written are widget.js, and
// widget.html with widget.js in place of the modules.
#include <cstdio>

#include <QDir>
#include <QFile>
#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void refuse(const QString& what)
{
    std::fprintf(stderr, "web_bundle: %s\n", qPrintable(what));
    std::exit(1);
}

QString read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        refuse(path + u": "_s + file.errorString());
    return QString::fromUtf8(file.readAll());
}

void write(const QString& path, const QString& text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        refuse(path + u": "_s + file.errorString());
}

/// './x.js' as said in `from`, from the source folder on.
QString resolved(const QString& from, const QString& address)
{
    return QDir::cleanPath(QFileInfo(from).path() + u'/' + address);
}

QString variable(const QString& module)
{
    return u'$' + QString(module).replace(QRegularExpression(u"[^A-Za-z0-9]"_s), u"_"_s);
}

/// Without what only a reader needs.
QString withoutComments(const QString& text)
{
    QString out;
    bool block = false;
    for (const QString& line : text.split(u'\n')) {
        const QString trimmed = line.trimmed();
        block = block || trimmed.startsWith("/*"_L1);
        if (!block && !trimmed.isEmpty() && !trimmed.startsWith("//"_L1))
            out += trimmed + u'\n';
        block = block && !trimmed.endsWith("*/"_L1);
    }
    return out;
}

QString moduleText(
    const QString& folder, const QString& module, const QStringList& before, bool isLast, QStringList& askedLater)
{
    QString text = withoutComments(read(folder + u'/' + module));
    const auto known = [&](const QString& address) {
        const QString name = resolved(module, address);
        if (!before.contains(name))
            refuse(u"%1: %2 must be listed before it"_s.arg(module, name));
        return variable(name);
    };
    static const QRegularExpression import(
        uR"(^import (\{[^}]*\}|\w+) from '([^']+)';\n)"_s, QRegularExpression::MultilineOption);
    for (auto match = import.match(text); match.hasMatch(); match = import.match(text)) {
        const QString names = match.captured(1).startsWith(u'{') ? match.captured(1) : u"{default:%1}"_s.arg(match.captured(1));
        text.replace(match.capturedStart(), match.capturedLength(), u"const %1=%2;\n"_s.arg(names, known(match.captured(2))));
    }
    // What is asked for later is here already.
    static const QRegularExpression later(uR"(import\((['`])([^'`]+)['`]\))"_s);
    for (auto match = later.match(text); match.hasMatch(); match = later.match(text)) {
        const QString name = resolved(module, match.captured(2));
        const QString quote = match.captured(1);
        if (quote == "'"_L1)
            askedLater.append(name);
        text.replace(match.capturedStart(), match.capturedLength(), u"$later(%1%2%1)"_s.arg(quote, name));
    }
    QStringList exported;
    static const QRegularExpression name(
        uR"(^export ((?:async )?function|class|const) (\w+))"_s, QRegularExpression::MultilineOption);
    for (auto match = name.match(text); match.hasMatch(); match = name.match(text)) {
        exported.append(match.captured(2));
        text.replace(match.capturedStart(), match.capturedLength(), match.captured(1) + u' ' + match.captured(2));
    }
    if (text.contains("export default "_L1)) {
        text.replace("export default "_L1, "const $default="_L1);
        exported.append(u"default:$default"_s);
    }
    static const QRegularExpression left(u"^(import|export)\\b"_s, QRegularExpression::MultilineOption);
    if (const auto match = left.match(text); match.hasMatch())
        refuse(u"%1: cannot read \"%2\""_s.arg(module, text.mid(match.capturedStart(), 60).section(u'\n', 0, 0)));
    if (isLast)
        return text;
    return u"const %1=$modules['%2']=(()=>{\n%3return{%4};\n})();\n"_s.arg(variable(module), module, text, exported.join(u','));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 4)
        refuse(u"SOURCE-FOLDER OUT-FOLDER MODULE… is expected"_s);
    const QString folder = QString::fromLocal8Bit(argv[1]);
    const QString out = QString::fromLocal8Bit(argv[2]);
    QString bundle = u"const $modules={};\n"
                     "const $later=async(name)=>$modules[name];\n"_s;
    QStringList done;
    QStringList askedLater;
    for (int i = 3; i < argc; ++i) {
        const QString module = QString::fromLocal8Bit(argv[i]);
        bundle += moduleText(folder, module, done, i + 1 == argc, askedLater);
        done.append(module);
    }
    for (const QString& name : std::as_const(askedLater))
        if (!done.contains(name))
            refuse(name + u" is asked for and not listed"_s);
    write(out + u"/widget.js"_s, bundle);

    QString page = read(folder + u"/widget.html"_s);
    page.remove(QRegularExpression(u"<link rel=\"modulepreload\"[^\n]*\n"_s));
    const QString last = u"/web/"_s + done.last();
    if (!page.contains(last))
        refuse(u"widget.html does not name "_s + last);
    page.replace(last, u"/web/widget.js"_s);
    write(out + u"/widget.html"_s, page);
    return 0;
}
