CREATE TABLE IF NOT EXISTS {account} (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    username VARCHAR(100) NOT NULL UNIQUE,
    email VARCHAR(254),
    national_id VARCHAR(40),
    phone VARCHAR(40),
    enabled BOOLEAN NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    password_version BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS portal_session (
    portal VARCHAR(32) NOT NULL,
    digest CHAR(64) NOT NULL,
    account VARCHAR(64) NOT NULL,
    password_version BIGINT NOT NULL,
    began_micros BIGINT NOT NULL,
    PRIMARY KEY (portal, digest)
);
