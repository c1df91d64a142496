// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/serverprocess.h"

class QCommandLineParser;

namespace greenroom {

/// A shop with customers who each have a conversation, agents whom these belong to, and a history; and the real
/// greenroomd over it, on a disk folder of its own.
class LoadWorld {
public:
    struct Talk {
        std::string token; ///< the customer's
        std::string conversation;
        size_t agent = 0;
        qint64 head = 0; ///< staff's cursor
        qint64 customerHead = 0; ///< the customer's cursor
    };
    static constexpr const char* kShop = "load"; ///< its public key

    /// Fills a fresh store: `connections` conversations, in turn the agents', and `stored` entries of closed ones.
    LoadWorld(size_t connections, size_t agents, size_t stored);

    /// What the benchmark changes of the server's settings; printed with the figures.
    void set(const QString& key, const QString& value) { m_settings[key] = value; }
    const std::map<QString, QString>& settings() const { return m_settings; }
    /// Starts; on failure says why and returns false.
    bool start();
    ServerProcess& server() { return m_server; }
    quint16 port() const { return static_cast<quint16>(m_server.url().port()); }
    const std::vector<Talk>& talks() const { return m_talks; }
    const std::vector<std::string>& agents() const { return m_agents; }
    double fillSeconds() const { return m_fillSeconds; }
    double startSeconds() const { return m_startSeconds; }

    /// Of all threads of the server since its start, seconds; user and system.
    double cpuSeconds() const { return cpuSecondsOf(m_server.pid()); }
    static double cpuSecondsOf(qint64 pid);
    qint64 rssBytes() const;
    /// The file system the store is on.
    QString fileSystem() const;

private:
    void fill(Database& database, size_t connections, size_t agents, size_t stored);

    ServerProcess m_server;
    std::map<QString, QString> m_settings;
    std::vector<Talk> m_talks;
    std::vector<std::string> m_agents;
    double m_fillSeconds = 0;
    double m_startSeconds = 0;
};

/// One line of JSON, its values as they are given.
class BenchLine {
public:
    BenchLine& add(const char* key, double value, int decimals = 1);
    BenchLine& add(const char* key, qint64 value);
    BenchLine& add(const char* key, size_t value) { return add(key, static_cast<qint64>(value)); }
    BenchLine& add(const char* key, const QString& value);
    BenchLine& add(const std::map<QString, QString>& limits);
    void print() const;

private:
    QString m_text;
};

/// A number given on the command line; ends the program if it is none.
qint64 numberOf(const QCommandLineParser& parser, const QString& option);
/// The p-th part (0.5, 0.99) of the values, which it sorts; 0 if there are none.
double quantile(std::vector<double>& values, double p);

} // namespace greenroom
