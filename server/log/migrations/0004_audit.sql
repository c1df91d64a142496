CREATE TABLE audit (
    number BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    shop BLOB,
    actor_kind VARCHAR(10) NOT NULL,
    actor BLOB,
    actor_name VARCHAR(80) NOT NULL,
    source VARCHAR(64) NOT NULL,
    action VARCHAR(40) NOT NULL,
    object VARCHAR(400) NOT NULL,
    outcome VARCHAR(30) NOT NULL,
    digest BLOB NOT NULL
)
