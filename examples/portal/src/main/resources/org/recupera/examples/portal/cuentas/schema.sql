CREATE TABLE IF NOT EXISTS {account} (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    username VARCHAR(100) NOT NULL,
    email VARCHAR(254),
    national_id VARCHAR(40),
    phone VARCHAR(40),
    enabled BOOLEAN NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    password_version BIGINT NOT NULL
);

-- The canonical form of each identifier, by which it is looked up. Added, as tables of former versions have none.
ALTER TABLE {account} ADD COLUMN IF NOT EXISTS username_key {key};
ALTER TABLE {account} ADD COLUMN IF NOT EXISTS email_key {key};
ALTER TABLE {account} ADD COLUMN IF NOT EXISTS national_id_key {key};
ALTER TABLE {account} ADD COLUMN IF NOT EXISTS phone_key {key};
CREATE UNIQUE INDEX IF NOT EXISTS {account}_by_username ON {account} (username_key);
CREATE INDEX IF NOT EXISTS {account}_by_email ON {account} (email_key);
CREATE INDEX IF NOT EXISTS {account}_by_national_id ON {account} (national_id_key);
CREATE INDEX IF NOT EXISTS {account}_by_phone ON {account} (phone_key);

CREATE TABLE IF NOT EXISTS portal_session (
    portal VARCHAR(32) NOT NULL,
    digest CHAR(64) NOT NULL,
    account VARCHAR(64) NOT NULL,
    password_version BIGINT NOT NULL,
    began_micros BIGINT NOT NULL,
    PRIMARY KEY (portal, digest)
);
