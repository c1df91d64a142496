// SPDX-License-Identifier: GPL-3.0-or-later
//
// Preloaded into the server by the soak. It stands between SQLite and the kernel for the files of the store, and keeps beside
// each an image of what was synced: after a power cut nothing else is there. It also bends the wall clock.
#include "tests/soak/faultcontrol.h"

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

using greenroom::FaultControl;

namespace {

template <class Function>
Function* real(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

FaultControl* control()
{
    static FaultControl* const mapped = []() -> FaultControl* {
        const char* path = std::getenv(greenroom::kFaultFile);
        if (!path)
            return nullptr;
        static const auto realOpen = real<int(const char*, int, ...)>("open64");
        const int fd = realOpen(path, O_RDWR | O_CLOEXEC);
        if (fd < 0)
            return nullptr;
        void* at = ::mmap(nullptr, sizeof(FaultControl), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        ::close(fd);
        return at == MAP_FAILED ? nullptr : static_cast<FaultControl*>(at);
    }();
    return mapped;
}

/// A file of the store that is open, and what was written to it since it was last synced.
struct Written {
    std::string name;
    bool whole = true; // nothing of it is in the image yet
    std::vector<std::pair<off64_t, size_t>> ranges;
};

std::mutex& lock()
{
    static std::mutex mutex;
    return mutex;
}
/// By name: SQLite has the same file open more than once.
std::map<std::string, Written>& files()
{
    static auto* const all = new std::map<std::string, Written>;
    return *all;
}
std::map<int, std::string>& opened()
{
    static auto* const all = new std::map<int, std::string>;
    return *all;
}

bool isStore(const char* path, std::string& name)
{
    static const char* const folder = std::getenv(greenroom::kFaultStore);
    if (!folder || !control() || std::strncmp(path, folder, std::strlen(folder)) != 0)
        return false;
    name = path + std::strlen(folder);
    // The index in shared memory is made anew from the log by whoever opens the store first.
    return name.find("greenroom.sqlite") != std::string::npos && name.find("-shm") == std::string::npos;
}

void noteOpened(int fd, const char* path, int flags)
{
    std::string name;
    if (fd < 0 || !path || !isStore(path, name))
        return;
    struct stat64 found { };
    const std::scoped_lock guard(lock());
    opened()[fd] = name;
    Written& written = files()[name];
    written.name = name;
    if (flags & O_CREAT && ::fstat64(fd, &found) == 0 && found.st_size == 0)
        written.whole = true;
}

Written* writtenOf(int fd)
{
    const auto found = opened().find(fd);
    return found == opened().end() ? nullptr : &files()[found->second];
}

void noteWritten(int fd, off64_t at, size_t size)
{
    const std::scoped_lock guard(lock());
    if (Written* written = writtenOf(fd))
        written->ranges.emplace_back(at, size);
}

void copyRange(int from, int to, off64_t at, size_t size)
{
    static const auto realWrite = real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    std::vector<char> bytes(1 << 16);
    while (size > 0) {
        const ssize_t got = ::pread64(from, bytes.data(), std::min(size, bytes.size()), at);
        if (got <= 0)
            return;
        if (realWrite(to, bytes.data(), static_cast<size_t>(got), at) != got)
            ::abort();
        at += got;
        size -= static_cast<size_t>(got);
    }
}

/// What was synced is what a power cut leaves.
void keep(int fd)
{
    static const char* const folder = std::getenv(greenroom::kFaultImages);
    static const auto realOpen = real<int(const char*, int, ...)>("open64");
    static const auto realClose = real<int(int)>("close");
    if (!folder)
        return;
    const std::scoped_lock guard(lock());
    Written* written = writtenOf(fd);
    struct stat64 now { };
    if (!written || ::fstat64(fd, &now) != 0)
        return;
    const int image = realOpen((folder + written->name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (image < 0)
        ::abort();
    if (written->whole)
        copyRange(fd, image, 0, static_cast<size_t>(now.st_size));
    for (const auto& [at, size] : written->ranges)
        copyRange(fd, image, at, size);
    if (::ftruncate64(image, now.st_size) != 0)
        ::abort();
    realClose(image); // ours waits for the lock that is held
    written->whole = false;
    written->ranges.clear();
}

bool isLast(std::atomic<int>& countdown)
{
    return countdown.load() > 0 && countdown.fetch_sub(1) == 1;
}

/// Since a death after an answer was asked for, something was synced.
std::atomic<bool> toldNext {false};

[[noreturn]] void die()
{
    ::kill(::getpid(), SIGKILL);
    ::abort();
}

template <class Sync>
int synced(int fd, Sync sync)
{
    bool ours = false;
    if (control()) {
        const std::scoped_lock guard(lock());
        ours = writtenOf(fd) != nullptr;
    }
    if (!ours)
        return sync(fd);
    FaultControl& faults = *control();
    if (isLast(faults.dieBeforeSync))
        die();
    if (const int ms = faults.syncMs.load(); ms > 0)
        ::poll(nullptr, 0, ms);
    if (faults.failSync.exchange(0) > 0) {
        errno = EIO;
        return -1;
    }
    const int result = sync(fd);
    if (result == 0 && faults.diskLies.load() == 0)
        keep(fd);
    if (isLast(faults.dieAfterSync))
        die();
    toldNext = faults.dieAfterSend.load() > 0;
    return result;
}

/// This write is the one in whose middle it was told to die.
bool diesIn(int fd)
{
    if (!control() || control()->dieInLog.load() + control()->dieInStore.load() == 0)
        return false;
    const std::scoped_lock guard(lock());
    const Written* written = writtenOf(fd);
    if (!written)
        return false;
    const bool isLog = written->name.find("-wal") != std::string::npos;
    return isLast(isLog ? control()->dieInLog : control()->dieInStore);
}

bool isFull(int fd)
{
    if (!control() || control()->diskFull.load() == 0)
        return false;
    const std::scoped_lock guard(lock());
    return writtenOf(fd) != nullptr;
}

} // namespace

extern "C" {

int open64(const char* path, int flags, ...)
{
    static const auto next = real<int(const char*, int, ...)>("open64");
    va_list more;
    va_start(more, flags);
    const auto mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : mode_t(0);
    va_end(more);
    const int fd = next(path, flags, mode);
    noteOpened(fd, path, flags);
    return fd;
}

int close(int fd)
{
    static const auto next = real<int(int)>("close");
    if (std::getenv(greenroom::kFaultFile)) {
        const std::scoped_lock guard(lock());
        opened().erase(fd);
    }
    return next(fd);
}

ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at)
{
    static const auto next = real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    if (isFull(fd)) {
        errno = ENOSPC;
        return -1;
    }
    if (diesIn(fd)) {
        next(fd, bytes, size / 2, at);
        die();
    }
    const ssize_t done = next(fd, bytes, size, at);
    if (done > 0 && control())
        noteWritten(fd, at, static_cast<size_t>(done));
    return done;
}

int fdatasync(int fd)
{
    static const auto next = real<int(int)>("fdatasync");
    return synced(fd, next);
}

int fsync(int fd)
{
    static const auto next = real<int(int)>("fsync");
    return synced(fd, next);
}

ssize_t send(int fd, const void* bytes, size_t size, int flags)
{
    static const auto next = real<ssize_t(int, const void*, size_t, int)>("send");
    const ssize_t done = next(fd, bytes, size, flags);
    if (toldNext.load() && control() && isLast(control()->dieAfterSend))
        die();
    return done;
}

int clock_gettime(clockid_t clock, timespec* at)
{
    static const auto next = real<int(clockid_t, timespec*)>("clock_gettime");
    const int result = next(clock, at);
    if (result == 0 && clock == CLOCK_REALTIME && control()) {
        const long long off = control()->clockMs.load();
        const long long bent = at->tv_nsec + off % 1000 * 1'000'000 + 1'000'000'000;
        at->tv_sec += off / 1000 + bent / 1'000'000'000 - 1;
        at->tv_nsec = bent % 1'000'000'000;
    }
    return result;
}

int gettimeofday(timeval* at, void* zone)
{
    static const auto next = real<int(timeval*, void*)>("gettimeofday");
    const int result = next(at, zone);
    if (result == 0 && control()) {
        const long long off = control()->clockMs.load();
        const long long bent = at->tv_usec + off % 1000 * 1000 + 1'000'000;
        at->tv_sec += off / 1000 + bent / 1'000'000 - 1;
        at->tv_usec = bent % 1'000'000;
    }
    return result;
}

} // extern "C"
