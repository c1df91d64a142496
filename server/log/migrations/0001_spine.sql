CREATE TABLE store (
    name VARCHAR(40) PRIMARY KEY,
    value VARCHAR(400) NOT NULL
)

CREATE TABLE shop (
    shop BLOB PRIMARY KEY,
    public_key VARCHAR(64) NOT NULL UNIQUE,
    name VARCHAR(80) NOT NULL,
    identity_secret BLOB,
    sites VARCHAR(2000) NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL
)

CREATE TABLE person (
    person BLOB PRIMARY KEY,
    sign_in VARCHAR(80) NOT NULL UNIQUE,
    name VARCHAR(80) NOT NULL,
    password VARCHAR(200) NOT NULL,
    disabled_at BIGINT,
    created_at BIGINT NOT NULL
)

CREATE TABLE person_shop (
    shop BLOB NOT NULL REFERENCES shop(shop),
    person BLOB NOT NULL REFERENCES person(person),
    capacity BIGINT NOT NULL DEFAULT 10,
    PRIMARY KEY (shop, person)
)

CREATE TABLE person_role (
    shop BLOB NOT NULL,
    person BLOB NOT NULL,
    role VARCHAR(20) NOT NULL,
    PRIMARY KEY (shop, person, role),
    FOREIGN KEY (shop, person) REFERENCES person_shop(shop, person)
)

CREATE INDEX person_role_person ON person_role (person)

CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    person BLOB NOT NULL REFERENCES person(person),
    device VARCHAR(80) NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
)

CREATE INDEX session_person ON session (person)

CREATE TABLE queue (
    queue BLOB PRIMARY KEY,
    shop BLOB NOT NULL REFERENCES shop(shop),
    name VARCHAR(80) NOT NULL,
    mode VARCHAR(10) NOT NULL,
    offer_seconds BIGINT NOT NULL DEFAULT 20,
    sticky_hours BIGINT NOT NULL DEFAULT 72,
    position BIGINT NOT NULL DEFAULT 0,
    UNIQUE (shop, name)
)

CREATE TABLE queue_member (
    shop BLOB NOT NULL,
    queue BLOB NOT NULL REFERENCES queue(queue),
    person BLOB NOT NULL REFERENCES person(person),
    PRIMARY KEY (shop, queue, person)
)

CREATE TABLE customer (
    shop BLOB NOT NULL REFERENCES shop(shop),
    customer BLOB NOT NULL,
    name VARCHAR(80) NOT NULL DEFAULT '',
    verified SMALLINT NOT NULL DEFAULT 0,
    tier VARCHAR(20) NOT NULL DEFAULT 'standard',
    account VARCHAR(200),
    phone VARCHAR(32),
    phone_tail VARCHAR(4),
    language VARCHAR(35) NOT NULL DEFAULT '',
    first_seen_at BIGINT NOT NULL,
    PRIMARY KEY (customer),
    UNIQUE (shop, account)
)

CREATE INDEX customer_phone ON customer (shop, phone_tail)

CREATE INDEX customer_name ON customer (shop, name)

CREATE TABLE visitor_token (
    token_hash BLOB PRIMARY KEY,
    shop BLOB NOT NULL REFERENCES shop(shop),
    customer BLOB NOT NULL REFERENCES customer(customer),
    created_at BIGINT NOT NULL
)

CREATE TABLE identity_used (
    shop BLOB NOT NULL,
    jti VARCHAR(100) NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (shop, jti)
)

CREATE TABLE stream (
    id BIGINT PRIMARY KEY,
    shop BLOB NOT NULL,
    kind SMALLINT NOT NULL,
    stream_key BLOB NOT NULL,
    head BIGINT NOT NULL,
    customer_head BIGINT NOT NULL,
    UNIQUE (kind, stream_key)
)

CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    shop BLOB NOT NULL,
    stream BIGINT NOT NULL REFERENCES stream(id),
    number BIGINT NOT NULL,
    after_customer BIGINT NOT NULL,
    client_id BLOB NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    author_kind VARCHAR(10) NOT NULL,
    author BLOB,
    author_name VARCHAR(80) NOT NULL,
    audience SMALLINT NOT NULL,
    body TEXT,
    salt BLOB NOT NULL,
    digest BLOB NOT NULL,
    UNIQUE (stream, number)
)

CREATE TABLE conversation (
    conversation BLOB PRIMARY KEY,
    shop BLOB NOT NULL REFERENCES shop(shop),
    customer BLOB NOT NULL REFERENCES customer(customer),
    channel VARCHAR(10) NOT NULL,
    state VARCHAR(12) NOT NULL,
    queue BLOB,
    assignee BLOB,
    assignee_name VARCHAR(80) NOT NULL,
    last_agent BLOB,
    assignment_version BIGINT NOT NULL,
    offered_to BLOB,
    offer_until BIGINT,
    declined_by VARCHAR(4000) NOT NULL,
    waiting_since BIGINT,
    owed_since BIGINT,
    follow_up_due BIGINT,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    close_reason VARCHAR(64) NOT NULL,
    tags VARCHAR(2000) NOT NULL,
    preview VARCHAR(200) NOT NULL,
    last_said_at BIGINT,
    rated SMALLINT NOT NULL,
    head BIGINT NOT NULL,
    customer_head BIGINT NOT NULL,
    read_by_staff BIGINT NOT NULL,
    read_by_customer BIGINT NOT NULL,
    unread BIGINT NOT NULL
)

CREATE INDEX conversation_state ON conversation (shop, state)

CREATE INDEX conversation_customer ON conversation (shop, customer, opened_at)

CREATE INDEX conversation_last_agent ON conversation (shop, last_agent, last_said_at)

CREATE TABLE presence_log (
    id INTEGER PRIMARY KEY,
    shop BLOB NOT NULL REFERENCES shop(shop),
    person BLOB NOT NULL REFERENCES person(person),
    at BIGINT NOT NULL,
    presence VARCHAR(20) NOT NULL,
    reason VARCHAR(20) NOT NULL
)

CREATE INDEX presence_log_person ON presence_log (shop, person, at)
