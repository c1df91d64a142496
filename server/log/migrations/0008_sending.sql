CREATE TABLE sending_rule (
    shop BLOB NOT NULL REFERENCES shop(shop),
    name VARCHAR(80) NOT NULL,
    place BIGINT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (shop, name)
)

ALTER TABLE blob ADD COLUMN code SMALLINT NOT NULL DEFAULT 0
