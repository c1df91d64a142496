CREATE TABLE customer_order (
    shop BLOB NOT NULL REFERENCES shop(shop),
    order_id BLOB NOT NULL,
    number VARCHAR(64) NOT NULL,
    account VARCHAR(200),
    buyer VARCHAR(80) NOT NULL,
    phone_tail VARCHAR(4) NOT NULL,
    tracking VARCHAR(64) NOT NULL,
    placed_at BIGINT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (shop, order_id),
    UNIQUE (shop, number)
)

CREATE INDEX customer_order_account ON customer_order (shop, account, placed_at)

CREATE INDEX customer_order_phone ON customer_order (shop, phone_tail, placed_at)

CREATE INDEX customer_order_buyer ON customer_order (shop, buyer)

CREATE INDEX customer_order_tracking ON customer_order (shop, tracking)

CREATE INDEX customer_order_placed ON customer_order (shop, placed_at)

CREATE TABLE product (
    shop BLOB NOT NULL REFERENCES shop(shop),
    product BLOB NOT NULL,
    code VARCHAR(64) NOT NULL,
    folded VARCHAR(500) NOT NULL,
    url VARCHAR(500),
    facts TEXT NOT NULL,
    PRIMARY KEY (shop, product),
    UNIQUE (shop, code)
)

CREATE TABLE product_sku (
    shop BLOB NOT NULL,
    sku VARCHAR(64) NOT NULL,
    product BLOB NOT NULL,
    PRIMARY KEY (shop, sku),
    FOREIGN KEY (shop, product) REFERENCES product(shop, product)
)

CREATE INDEX product_sku_product ON product_sku (shop, product)

CREATE INDEX product_url ON product (shop, url)

CREATE TABLE ticket (
    shop BLOB NOT NULL REFERENCES shop(shop),
    ticket BLOB NOT NULL,
    ordinal BIGINT NOT NULL,
    number VARCHAR(32) NOT NULL,
    customer BLOB,
    order_number VARCHAR(64),
    folded VARCHAR(400) NOT NULL,
    is_open SMALLINT NOT NULL,
    assignee BLOB,
    changed_at BIGINT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (shop, ticket),
    UNIQUE (shop, ordinal)
)

CREATE INDEX ticket_customer ON ticket (shop, customer, is_open, changed_at)

CREATE INDEX ticket_open ON ticket (shop, is_open, changed_at)

CREATE TABLE article (
    shop BLOB NOT NULL REFERENCES shop(shop),
    article BLOB NOT NULL,
    article_key VARCHAR(120) NOT NULL,
    language VARCHAR(35) NOT NULL,
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (shop, article),
    UNIQUE (shop, article_key, language),
    UNIQUE (shop, revision)
)

CREATE INDEX article_updated ON article (shop, updated_at)

CREATE TABLE phrase (
    shop BLOB NOT NULL REFERENCES shop(shop),
    phrase BLOB NOT NULL,
    code VARCHAR(32) NOT NULL,
    language VARCHAR(35) NOT NULL,
    heading VARCHAR(80) NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (shop, phrase),
    UNIQUE (shop, code, language)
)
