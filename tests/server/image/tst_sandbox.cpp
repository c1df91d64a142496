// SPDX-License-Identifier: GPL-3.0-or-later
#include <cerrno>

#include <QTest>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/image/sandbox.h"

using namespace greenroom;

class TestSandbox final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingOutsideCanBeReached_data()
    {
        QTest::addColumn<int>("attempt");
        QTest::newRow("open a file") << 0;
        QTest::newRow("make a socket") << 1;
        QTest::newRow("start a process") << 2;
        QTest::newRow("become another program") << 3;
        QTest::newRow("signal somebody") << 4;
        QTest::newRow("take all the memory") << 5;
    }

    void nothingOutsideCanBeReached()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitized program cannot be shut in");
#endif
        QFETCH(int, attempt);
        const pid_t child = ::fork();
        if (child == 0) {
            if (!enterSandbox())
                ::_exit(10);
            char* const none[] = {nullptr};
            bool reached = true;
            if (attempt == 0)
                reached = ::open("/etc/passwd", O_RDONLY) >= 0;
            else if (attempt == 1)
                reached = ::socket(AF_INET, SOCK_STREAM, 0) >= 0;
            else if (attempt == 2)
                reached = ::fork() >= 0;
            else if (attempt == 3)
                reached = ::execve("/bin/true", none, none) == 0;
            else if (attempt == 4)
                reached = ::kill(::getppid(), 0) == 0;
            else
                reached = ::mmap(nullptr, 2UL << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
            ::_exit(reached ? 11 : 0);
        }
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
    }
};

QTEST_GUILESS_MAIN(TestSandbox)
#include "tst_sandbox.moc"
