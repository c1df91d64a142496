CREATE TABLE automatic_message (
    shop BLOB NOT NULL REFERENCES shop(shop),
    moment VARCHAR(16) NOT NULL,
    language VARCHAR(35) NOT NULL,
    after_ms BIGINT NOT NULL,
    place BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (shop, moment, language, after_ms)
)

ALTER TABLE conversation ADD COLUMN bot_said BIGINT NOT NULL DEFAULT 0
