// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>

#include <sqlite3.h>

#include "tests/proof/network.h"

namespace greenroom::proof {

/// A disk in memory under every SQLite connection of the process: what was written and not synced is gone after a power cut,
/// whole or in part; there may be no room; a sync may fail. One for a process, made before the first connection, used by one
/// thread, and by one connection a file.
class Volume {
public:
    struct Faults {
        bool full = false; ///< nothing grows
        bool syncFails = false;
    };

    static Volume& instance();
    Q_DISABLE_COPY_MOVE(Volume)

    void copy(const QString& from, const QString& to);
    /// An empty database of small pages: of each one that changes, all of it is written and summed.
    void make(const QString& path);
    /// The file, and what SQLite keeps beside it.
    void remove(const QString& path);
    /// What may go wrong with the files whose paths begin so; null: nothing. The caller keeps it.
    void setFaults(const QString& begin, const Faults* faults);
    /// A process is killed while `end` closes its connections: they reach the disk no more. With the power cut, too, writes
    /// since the last sync of each file are undone, but for some that had come through.
    void kill(const QString& begin, bool power, Dice& dice, const std::function<void()>& end);

private:
    /// A change of a file that was not synced yet.
    struct Write {
        std::size_t offset = 0;
        std::string before;
        std::string after;
        std::size_t sizeBefore = 0;
        std::size_t sizeAfter = 0;
    };
    struct File {
        std::string path;
        std::string bytes;
        std::vector<Write> unsynced;
        std::map<int, std::unique_ptr<char[]>> shared; ///< the index of the WAL
        const Faults* faults = nullptr;
        bool frozen = false;
    };
    struct Handle;
    struct Methods;

    Volume();
    std::shared_ptr<File> open(const std::string& path);
    static void cutPower(File& file, Dice& dice);
    template <class Visit>
    void forEach(const QString& begin, Visit visit);

    sqlite3_vfs m_vfs {};
    std::map<std::string, std::shared_ptr<File>> m_files;
    std::string m_faultsBegin;
    const Faults* m_faults = nullptr;
    int m_temporary = 0;
};

} // namespace greenroom::proof
