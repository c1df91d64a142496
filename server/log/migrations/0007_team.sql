ALTER TABLE conversation ADD COLUMN room VARCHAR(80) NOT NULL DEFAULT ''

CREATE TABLE team_day (
    shop BLOB NOT NULL REFERENCES shop(shop),
    person BLOB NOT NULL REFERENCES person(person),
    day BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    first_answers BIGINT NOT NULL,
    first_answer_ms BIGINT NOT NULL,
    turns BIGINT NOT NULL,
    turns_in_time BIGINT NOT NULL,
    break_ms BIGINT NOT NULL,
    PRIMARY KEY (shop, person)
)

CREATE TABLE issue_skill (
    shop BLOB NOT NULL REFERENCES shop(shop),
    issue VARCHAR(80) NOT NULL,
    demand VARCHAR(10) NOT NULL,
    name VARCHAR(80) NOT NULL,
    level SMALLINT NOT NULL,
    priority SMALLINT NOT NULL,
    PRIMARY KEY (shop, issue, demand, name)
)
