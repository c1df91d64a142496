// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/knowledge/articleindex.h"

#include <QDir>
#include <QLoggingCategory>

#include <xapian.h>

#include "core/text/analyzer.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(indexLog, "greenroom.knowledge")

namespace {

constexpr unsigned kTitleWeight = 3;
constexpr char kRevision[] = "revision";
// Grows with every change of the analyzer or of what is indexed: an index made otherwise is made anew.
constexpr char kForm[] = "form";
constexpr char kFormNow[] = "1";
constexpr qsizetype kMostQueryTokens = 200;

std::string termOf(const Token& token)
{
    static thread_local const Xapian::Stem stem("english");
    return token.kind == Token::Kind::word ? stem(token.text.toStdString()) : token.text.toStdString();
}

std::string idTerm(ArticleId id)
{
    return "Q" + id.toString().toStdString();
}

std::string languageTerm(const QString& language)
{
    return "L" + language.section(u'-', 0, 0).toLower().toStdString();
}

void index(Xapian::Document& document, Xapian::WritableDatabase& database, const QString& text, unsigned weight)
{
    for (const Token& token : analyze(text)) {
        document.add_term(termOf(token), weight);
        // Only words of letters are worth guessing at: a wrong digit is another number.
        if (token.kind == Token::Kind::word && token.text.size() > 3 && !token.text.front().isDigit())
            database.add_spelling(token.text.toStdString());
    }
}

Error failed(const Xapian::Error& error)
{
    return {Code::storage, u"article index"_s, QString::fromStdString(error.get_description()), 0};
}

} // namespace

struct ArticleIndex::Opened {
    Xapian::WritableDatabase database;
};

ArticleIndex::ArticleIndex(const QString& folder)
    : m_temporary(folder.isEmpty() ? std::make_unique<QTemporaryDir>() : nullptr)
    , m_folder(m_temporary ? m_temporary->path() : folder)
{
}

ArticleIndex::~ArticleIndex() = default;

Result<ArticleIndex::Opened*> ArticleIndex::open(ShopId shop)
{
    auto& opened = m_opened[shop];
    if (opened)
        return opened.get();
    auto made = std::make_unique<Opened>();
    try {
        if (!QDir().mkpath(m_folder))
            return Error {Code::storage, u"article index"_s, m_folder, 0};
        const std::string path = QDir(m_folder).filePath(shop.toString()).toStdString();
        try {
            made->database = Xapian::WritableDatabase(path, Xapian::DB_CREATE_OR_OPEN);
            if (made->database.get_metadata(kForm) != kFormNow) {
                made->database.close();
                made->database = Xapian::WritableDatabase(path, Xapian::DB_CREATE_OR_OVERWRITE);
            }
        } catch (const Xapian::DatabaseLockError&) {
            throw;
        } catch (const Xapian::DatabaseError& error) {
            qCWarning(indexLog) << "index is made anew:" << error.get_description().c_str();
            made->database = Xapian::WritableDatabase(path, Xapian::DB_CREATE_OR_OVERWRITE);
        }
        made->database.set_metadata(kForm, kFormNow);
    } catch (const Xapian::Error& error) {
        return failed(error);
    }
    opened = std::move(made);
    return opened.get();
}

Result<qint64> ArticleIndex::revision(ShopId shop)
{
    const std::scoped_lock lock(m_mutex);
    auto opened = open(shop);
    if (!opened)
        return opened.error();
    try {
        return QString::fromStdString((*opened)->database.get_metadata(kRevision)).toLongLong();
    } catch (const Xapian::Error& error) {
        return failed(error);
    }
}

Result<void> ArticleIndex::update(ShopId shop, const QList<Article>& changed, qint64 revision)
{
    const std::scoped_lock lock(m_mutex);
    auto opened = open(shop);
    if (!opened)
        return opened.error();
    try {
        Xapian::WritableDatabase& database = (*opened)->database;
        // Two readers may both have seen it lag; the later revision stands.
        if (QString::fromStdString(database.get_metadata(kRevision)).toLongLong() >= revision)
            return {};
        for (const Article& article : changed) {
            Xapian::Document document;
            document.set_data(article.id.toString().toStdString());
            document.add_boolean_term(idTerm(article.id));
            document.add_boolean_term(languageTerm(article.language));
            index(document, database, article.title, kTitleWeight);
            index(document, database, article.tags.join(u'\n') + u'\n' + article.category, kTitleWeight);
            index(document, database, article.body, 1);
            database.replace_document(idTerm(article.id), document);
        }
        database.set_metadata(kRevision, std::to_string(revision));
        database.commit();
    } catch (const Xapian::Error& error) {
        m_opened.erase(shop); // drops what was not committed
        return failed(error);
    }
    return {};
}

Result<QList<ArticleId>> ArticleIndex::search(
    ShopId shop, const QString& text, const std::optional<QString>& language, qint64 limit)
{
    const std::scoped_lock lock(m_mutex);
    auto opened = open(shop);
    if (!opened)
        return opened.error();
    try {
        Xapian::WritableDatabase& database = (*opened)->database;
        const QList<Token> tokens = analyze(text).first(std::min(kMostQueryTokens, analyze(text).size()));
        const bool onlyStopWords = std::all_of(
            tokens.begin(), tokens.end(), [](const Token& token) { return isStopWord(token.text); });
        std::vector<Xapian::Query> terms;
        for (const Token& token : tokens) {
            if (!onlyStopWords && isStopWord(token.text))
                continue;
            std::string term = termOf(token);
            if (token.kind == Token::Kind::word && token.text.size() > 3 && !database.term_exists(term))
                if (const std::string meant = database.get_spelling_suggestion(token.text.toStdString()); !meant.empty())
                    term = termOf({QString::fromStdString(meant), Token::Kind::word});
            terms.emplace_back(term);
        }
        QList<ArticleId> found;
        if (terms.empty())
            return found;
        Xapian::Query query(Xapian::Query::OP_OR, terms.begin(), terms.end());
        if (language)
            query = Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(languageTerm(*language)));
        Xapian::Enquire enquire(database);
        enquire.set_query(query);
        const Xapian::MSet matches = enquire.get_mset(0, Xapian::doccount(limit));
        for (auto each = matches.begin(); each != matches.end(); ++each)
            if (const auto id = Uuid::fromString(QString::fromStdString(each.get_document().get_data())))
                found.append(ArticleId(*id));
        return found;
    } catch (const Xapian::Error& error) {
        return failed(error);
    }
}

} // namespace greenroom
