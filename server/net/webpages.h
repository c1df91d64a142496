// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QHash>
#include <QStringList>

#include "server/net/http.h"

namespace greenroom {

/// The pages the server carries with it: read and compressed once, then answered from memory with the headers that
/// keep a widget apart from the page it stands in.
class WebPages {
public:
    /// The sites that may show this shop's widget in a frame, as CSP sources; none: nobody. Called on edge threads.
    using FrameAncestors = std::function<QStringList(const QString& shopKey)>;

    /// Reads every file under `folder` (as a rule ":/web"); a/b.html is served as /a/b.html and /a/b, index.html also
    /// as its folder. The shop's key is the query's `shop`.
    WebPages(const QString& folder, FrameAncestors frameAncestors);

    /// Nothing under that path: status 404.
    HttpResponse answer(const HttpRequest& request) const;
    bool contains(const QByteArray& path) const { return m_pages.contains(path); }
    qsizetype count() const { return m_pages.size(); }

    /// Registers GET for each page. The pages are copied into the routes.
    void addTo(HttpRoutes& routes) const;

private:
    struct Page {
        QByteArray type;
        QByteArray body;
        QByteArray zipped; // empty if that would not be smaller
        QByteArray tag;
        bool isHtml = false;
        bool isLauncher = false; // loaded by the shop's own page
    };

    QHash<QByteArray, Page> m_pages; // by path
    FrameAncestors m_frameAncestors;
};

} // namespace greenroom
