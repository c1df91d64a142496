// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/volume.h"

#include <cstring>

namespace greenroom::proof {

/// What SQLite knows as an open file; made by it, so nothing in it is constructed.
struct Volume::Handle {
    sqlite3_file base;
    std::shared_ptr<File>* file;
    bool deleteOnClose;
};

struct Volume::Methods {
    static File& of(sqlite3_file* file) { return **reinterpret_cast<Handle*>(file)->file; }

    static int close(sqlite3_file* file)
    {
        auto* const handle = reinterpret_cast<Handle*>(file);
        if (handle->deleteOnClose)
            instance().m_files.erase((*handle->file)->path);
        delete std::exchange(handle->file, nullptr);
        return SQLITE_OK;
    }
    static int read(sqlite3_file* file, void* to, int count, sqlite3_int64 offset)
    {
        const std::string& bytes = of(file).bytes;
        const auto size = std::size_t(count);
        const std::size_t from = std::min(std::size_t(offset), bytes.size());
        const std::size_t there = std::min(size, bytes.size() - from);
        std::memcpy(to, bytes.data() + from, there);
        if (there == size)
            return SQLITE_OK;
        std::memset(static_cast<char*>(to) + there, 0, size - there);
        return SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset)
    {
        File& f = of(file);
        if (f.frozen)
            return SQLITE_IOERR_WRITE;
        const std::size_t begin = std::size_t(offset);
        const std::size_t end = begin + std::size_t(count);
        if (end > f.bytes.size() && f.faults && f.faults->full)
            return SQLITE_FULL;
        const std::string_view after(static_cast<const char*>(from), std::size_t(count));
        const std::size_t sizeBefore = f.bytes.size();
        f.unsynced.push_back({begin, begin < sizeBefore ? f.bytes.substr(begin, after.size()) : std::string(),
            std::string(after), sizeBefore, std::max(end, sizeBefore)});
        f.bytes.resize(std::max(end, sizeBefore));
        after.copy(f.bytes.data() + begin, after.size());
        return SQLITE_OK;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size)
    {
        File& f = of(file);
        const auto end = std::size_t(size);
        if (f.frozen)
            return SQLITE_IOERR_TRUNCATE;
        if (end < f.bytes.size()) {
            f.unsynced.push_back({end, f.bytes.substr(end), {}, f.bytes.size(), end});
            f.bytes.resize(end);
        }
        return SQLITE_OK;
    }
    static int sync(sqlite3_file* file, int)
    {
        File& f = of(file);
        if (f.frozen || (f.faults && f.faults->syncFails))
            return SQLITE_IOERR_FSYNC;
        f.unsynced.clear();
        return SQLITE_OK;
    }
    static int size(sqlite3_file* file, sqlite3_int64* size)
    {
        *size = sqlite3_int64(of(file).bytes.size());
        return SQLITE_OK;
    }
    static int lock(sqlite3_file*, int) { return SQLITE_OK; }
    static int isReserved(sqlite3_file*, int* is)
    {
        *is = 0;
        return SQLITE_OK;
    }
    static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sectorSize(sqlite3_file*) { return 512; }
    /// As SQLite's own takes every disk to be. Without it a commit pads the log behind its mark, and one that is refused there
    /// for want of room would come back after a crash.
    static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }
    static int shmMap(sqlite3_file* file, int region, int size, int extend, void volatile** where)
    {
        auto& shared = of(file).shared[region];
        if (!shared && extend)
            shared = std::make_unique<char[]>(std::size_t(size));
        *where = shared.get();
        return SQLITE_OK;
    }
    static int shmLock(sqlite3_file*, int, int, int) { return SQLITE_OK; }
    static void shmBarrier(sqlite3_file*) { }
    static int shmUnmap(sqlite3_file* file, int)
    {
        of(file).shared.clear();
        return SQLITE_OK;
    }

    static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags)
    {
        static const sqlite3_io_methods methods {2, close, read, write, truncate, sync, size, lock, lock, isReserved, control,
            sectorSize, characteristics, shmMap, shmLock, shmBarrier, shmUnmap, nullptr, nullptr};
        Volume& volume = instance();
        file->pMethods = nullptr;
        const std::string path = name ? name : "temporary-" + std::to_string(++volume.m_temporary);
        if (!(flags & SQLITE_OPEN_CREATE) && !volume.m_files.contains(path))
            return SQLITE_CANTOPEN;
        auto* const handle = reinterpret_cast<Handle*>(file);
        handle->file = new std::shared_ptr<File>(volume.open(path));
        handle->deleteOnClose = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
        file->pMethods = &methods;
        if (outFlags)
            *outFlags = flags;
        return SQLITE_OK;
    }
    static int erase(sqlite3_vfs*, const char* name, int)
    {
        return instance().m_files.erase(name) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
    }
    static int access(sqlite3_vfs*, const char* name, int, int* is)
    {
        *is = instance().m_files.contains(name) ? 1 : 0;
        return SQLITE_OK;
    }
    static int fullPath(sqlite3_vfs*, const char* name, int size, char* out)
    {
        qstrncpy(out, name, std::size_t(size));
        return SQLITE_OK;
    }
    static int randomness(sqlite3_vfs*, int count, char* out)
    {
        static std::mt19937_64 random(1);
        for (int i = 0; i < count; ++i)
            out[i] = char(random());
        return count;
    }
    static int pause(sqlite3_vfs*, int micros) { return micros; }
    static int lastError(sqlite3_vfs*, int, char*) { return 0; }
    static int time(sqlite3_vfs*, sqlite3_int64* julianMillis)
    {
        *julianMillis = 212'000'000'000'000; // nothing stored comes from SQLite's own clock
        return SQLITE_OK;
    }
};

Volume& Volume::instance()
{
    static Volume volume;
    return volume;
}

Volume::Volume()
{
    m_vfs.iVersion = 2;
    m_vfs.szOsFile = sizeof(Handle);
    m_vfs.mxPathname = 1024;
    m_vfs.zName = "greenroom-volume";
    m_vfs.xOpen = Methods::open;
    m_vfs.xDelete = Methods::erase;
    m_vfs.xAccess = Methods::access;
    m_vfs.xFullPathname = Methods::fullPath;
    m_vfs.xRandomness = Methods::randomness;
    m_vfs.xSleep = Methods::pause;
    m_vfs.xGetLastError = Methods::lastError;
    m_vfs.xCurrentTimeInt64 = Methods::time;
    if (sqlite3_vfs_register(&m_vfs, 1) != SQLITE_OK)
        qFatal("SQLite does not take the simulated disk");
}

std::shared_ptr<Volume::File> Volume::open(const std::string& path)
{
    auto& file = m_files[path];
    if (!file) {
        file = std::make_shared<File>();
        file->path = path;
        if (m_faults && path.starts_with(m_faultsBegin))
            file->faults = m_faults;
    }
    return file;
}

template <class Visit>
void Volume::forEach(const QString& begin, Visit visit)
{
    const std::string prefix = begin.toStdString();
    for (auto& [path, file] : m_files)
        if (path.starts_with(prefix))
            visit(*file);
}

void Volume::copy(const QString& from, const QString& to)
{
    const auto source = open(from.toStdString());
    const auto target = open(to.toStdString());
    target->bytes = source->bytes;
    target->unsynced.clear();
}

void Volume::make(const QString& path)
{
    sqlite3* database = nullptr;
    if (sqlite3_open(path.toUtf8().constData(), &database) != SQLITE_OK
        || sqlite3_exec(database, "PRAGMA page_size=1024; VACUUM", nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("a database cannot be made on the simulated disk");
    sqlite3_close(database);
}

void Volume::remove(const QString& path)
{
    const std::string prefix = path.toStdString();
    std::erase_if(m_files, [&](const auto& each) { return each.first.starts_with(prefix); });
}

void Volume::setFaults(const QString& begin, const Faults* faults)
{
    m_faultsBegin = begin.toStdString();
    m_faults = faults;
    forEach(begin, [&](File& file) { file.faults = faults; });
}

void Volume::kill(const QString& begin, bool power, Dice& dice, const std::function<void()>& end)
{
    forEach(begin, [](File& file) { file.frozen = true; });
    end();
    forEach(begin, [&](File& file) {
        file.frozen = false;
        file.shared.clear();
        if (power)
            cutPower(file, dice);
    });
}

void Volume::cutPower(File& file, Dice& dice)
{
    const auto unsynced = std::exchange(file.unsynced, {});
    for (auto write = unsynced.rbegin(); write != unsynced.rend(); ++write) {
        file.bytes.resize(write->sizeBefore);
        if (!write->before.empty())
            file.bytes.replace(write->offset, write->before.size(), write->before);
    }
    // A disk writes in any order, and as much as it got to.
    const double through = dice.chance(0.5) ? 0 : double(dice.below(100)) / 100;
    for (const Write& write : unsynced)
        if (dice.chance(through)) {
            file.bytes.resize(write.after.empty() ? write.sizeAfter : std::max(file.bytes.size(), write.sizeAfter));
            file.bytes.replace(write.offset, write.after.size(), write.after);
        }
}

} // namespace greenroom::proof
