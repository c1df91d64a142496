// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTest>

#include "tests/fuzz/readers.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

using Reader = void (*)(const QByteArray&);
Q_DECLARE_METATYPE(Reader)

/// Every kept input, read by its reader: what fuzzers found once stays found. Looking for new ones is scripts/fuzz.sh.
class TestCorpus final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsItsPromises_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<Reader>("read");
        const std::pair<QString, Reader> readers[] = {
            {u"messages"_s, &fuzzMessages}, {u"http"_s, &fuzzHttp}, {u"imports"_s, &fuzzImports}, {u"media"_s, &fuzzMedia}};
        for (const auto& [name, read] : readers) {
            const QDir folder(qEnvironmentVariable("GREENROOM_SOURCE") + u"/tests/fuzz/"_s + name);
            const QStringList files = folder.entryList(QDir::Files);
            QVERIFY2(files.size() >= 3, qPrintable(folder.path()));
            for (const QString& file : files)
                QTest::newRow(qPrintable(name + u'/' + file)) << folder.filePath(file) << read;
        }
    }
    void keepsItsPromises()
    {
        QFETCH(QString, path);
        QFETCH(Reader, read);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        read(bytes);
        // Cut off anywhere it may also come.
        for (qsizetype size = 0; size < bytes.size(); size += 1 + bytes.size() / 64)
            read(bytes.left(size));
    }
};

QTEST_GUILESS_MAIN(TestCorpus)
#include "tst_corpus.moc"
