// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/transcripts.h"

#include <algorithm>

namespace greenroom {

Transcripts::Transcripts(Replica& replica, Outbox& outbox, QObject* parent)
    : QObject(parent)
    , m_replica(replica)
    , m_outbox(outbox)
{
}

void Transcripts::setMe(PersonId me, const QString& name)
{
    m_me = me;
    m_name = name;
    for (const auto& model : m_models)
        model->setMe(me, name);
}

TranscriptModel& Transcripts::open(ConversationId conversation)
{
    const auto found = std::find_if(
        m_models.begin(), m_models.end(), [&](const auto& model) { return model->conversation() == conversation; });
    if (found != m_models.end()) {
        std::rotate(found, found + 1, m_models.end());
        return *m_models.back();
    }
    if (m_models.size() == kKept)
        m_models.erase(m_models.begin());
    m_models.push_back(std::make_unique<TranscriptModel>(conversation, m_replica, m_outbox, nullptr));
    TranscriptModel& model = *m_models.back();
    model.setMe(m_me, m_name);
    connect(&model, &TranscriptModel::stateChanged, this, [this, conversation] { Q_EMIT changed(conversation); });
    connect(&model, &TranscriptModel::rowsInserted, this,
        [this, conversation](const QModelIndex&, int first, int last) { Q_EMIT inserted(conversation, first, last); });
    if (model.rowCount() > 0) // what waits to be sent
        Q_EMIT inserted(conversation, 0, model.rowCount() - 1);
    return model;
}

TranscriptModel* Transcripts::find(ConversationId conversation) const
{
    for (const auto& model : m_models)
        if (model->conversation() == conversation)
            return model.get();
    return nullptr;
}

QList<TranscriptModel*> Transcripts::kept() const
{
    QList<TranscriptModel*> models;
    for (const auto& model : m_models)
        models.append(model.get());
    return models;
}

void Transcripts::clear()
{
    m_models.clear();
}

} // namespace greenroom
