// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/requests.h"

namespace greenroom {

AnyRequest::AnyRequest() = default;
AnyRequest::AnyRequest(const AnyRequest& other) = default;
AnyRequest::AnyRequest(AnyRequest&& other) noexcept = default;
AnyRequest& AnyRequest::operator=(const AnyRequest& other) = default;
AnyRequest& AnyRequest::operator=(AnyRequest&& other) noexcept = default;
AnyRequest::~AnyRequest() = default;

} // namespace greenroom
