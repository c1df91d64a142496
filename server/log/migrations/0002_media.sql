CREATE TABLE blob (
    blob BLOB PRIMARY KEY,
    shop BLOB NOT NULL REFERENCES shop(shop),
    uploader BLOB NOT NULL,
    conversation BLOB,
    number BIGINT,
    media VARCHAR(10) NOT NULL,
    hash BLOB NOT NULL,
    mime VARCHAR(40) NOT NULL,
    bytes BIGINT NOT NULL,
    received BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    duration BIGINT NOT NULL,
    created_at BIGINT NOT NULL
)

CREATE INDEX blob_uploader ON blob (shop, uploader, created_at)

CREATE INDEX blob_conversation ON blob (conversation)

CREATE INDEX blob_hash ON blob (hash)
