CREATE TABLE routing_profile (
    shop BLOB NOT NULL REFERENCES shop(shop),
    version BIGINT NOT NULL,
    since BIGINT NOT NULL,
    author BLOB NOT NULL,
    author_name VARCHAR(80) NOT NULL,
    note VARCHAR(500) NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (shop, version)
)

CREATE TABLE routing_decision (
    conversation BLOB NOT NULL,
    at BIGINT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (conversation, at)
)

CREATE TABLE person_skill (
    shop BLOB NOT NULL,
    person BLOB NOT NULL,
    kind VARCHAR(10) NOT NULL,
    name VARCHAR(80) NOT NULL,
    level SMALLINT NOT NULL,
    PRIMARY KEY (shop, person, kind, name),
    FOREIGN KEY (shop, person) REFERENCES person_shop(shop, person)
)

ALTER TABLE person_shop ADD COLUMN tier VARCHAR(4) NOT NULL DEFAULT 'l1'

ALTER TABLE conversation ADD COLUMN last_agent_at BIGINT

ALTER TABLE conversation ADD COLUMN in_queue_since BIGINT

ALTER TABLE conversation ADD COLUMN unanswered_since BIGINT

ALTER TABLE conversation ADD COLUMN overflowed VARCHAR(400) NOT NULL DEFAULT ''

ALTER TABLE conversation ADD COLUMN priority BIGINT NOT NULL DEFAULT 0
