-- What account recovery keeps, for MariaDB 10.6 and later and MySQL 8.
-- Instants are microseconds since 1970-01-01T00:00:00Z, so that no time zone plays a part.
-- Ids and keys are VARBINARY: the text collations of these servers, binary ones included, ignore trailing spaces.

-- Mailed links. Nothing here rebuilds one: its secret is derived from a key that is kept elsewhere.
-- The slot lets an account have one link that is not yet mailed and one that is good, and no more.
CREATE TABLE IF NOT EXISTS recupera_link (
    portal    VARCHAR(32)    NOT NULL,
    selector  VARBINARY(64)  NOT NULL,
    key_id    VARCHAR(64)    NOT NULL,
    purpose   VARCHAR(16)    NOT NULL,
    account   VARBINARY(384) NOT NULL,
    binding   VARCHAR(128)   NOT NULL,
    state     VARCHAR(16)    NOT NULL,
    fence     BIGINT         NOT NULL,
    made_at   BIGINT         NOT NULL,
    live_at   BIGINT,
    moved_at  BIGINT         NOT NULL,
    mails     INTEGER        NOT NULL,
    mailed_at BIGINT,
    slot      SMALLINT GENERATED ALWAYS AS
              (CASE state WHEN 'MADE' THEN 1 WHEN 'LIVE' THEN 2 WHEN 'TAKEN' THEN 2 END) STORED,
    PRIMARY KEY (portal, selector),
    UNIQUE INDEX recupera_link_slot (portal, purpose, account, slot),
    INDEX recupera_link_moved (portal, moved_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- Accepted work, erased once it is done. The payload is sealed with a key that is kept elsewhere.
-- A key has one unfinished unit at most (open_slot). A unit may be claimed from ready_at on, which is when it is due, when
-- its lease ends, when it is to be tried again, or never because it was given up.
CREATE TABLE IF NOT EXISTS recupera_work (
    id           BIGINT          NOT NULL AUTO_INCREMENT PRIMARY KEY,
    portal       VARCHAR(32)     NOT NULL,
    work_key     VARBINARY(120)  NOT NULL,
    lane         VARCHAR(16)     NOT NULL,
    kind         VARCHAR(40)     NOT NULL,
    payload      VARBINARY(8192) NOT NULL,
    accepted_at  BIGINT          NOT NULL,
    due_at       BIGINT          NOT NULL,
    ready_at     BIGINT,
    claims       BIGINT          NOT NULL,
    leased       SMALLINT        NOT NULL,
    dead_at      BIGINT,
    reason       VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    open_slot    SMALLINT GENERATED ALWAYS AS (CASE WHEN dead_at IS NULL THEN 1 END) STORED,
    UNIQUE INDEX recupera_work_key (portal, work_key, open_slot),
    INDEX recupera_work_ready (portal, lane, ready_at, id),
    INDEX recupera_work_dead (portal, dead_at, accepted_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- Request counters: by when everything that was taken from a budget is given back. Keys are keyed digests.
CREATE TABLE IF NOT EXISTS recupera_attempt (
    portal      VARCHAR(32)   NOT NULL,
    attempt_key VARBINARY(64) NOT NULL,
    mark        BIGINT        NOT NULL,
    PRIMARY KEY (portal, attempt_key),
    INDEX recupera_attempt_mark (portal, mark)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- Answers to security questions, numbered from 1 in the order in which they were given; hashed like passwords.
CREATE TABLE IF NOT EXISTS recupera_answer (
    portal   VARCHAR(32)    NOT NULL,
    account  VARBINARY(384) NOT NULL,
    place    INTEGER        NOT NULL,
    question VARCHAR(40)    NOT NULL,
    hash     VARCHAR(300)   NOT NULL,
    PRIMARY KEY (portal, account, place)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- Support cases. They hold what people wrote, in clear: whoever answers must read it. Purging empties the address, the
-- texts of messages, most fields and the files, and keeps the rest to count by. While a case has something to purge and
-- is in a final state, final_at is when it came to that.
CREATE TABLE IF NOT EXISTS recupera_support_case (
    portal      VARCHAR(32)  NOT NULL,
    case_number VARCHAR(32)  NOT NULL,
    submission  VARCHAR(64)  NOT NULL,
    digest      VARCHAR(64)  NOT NULL,
    filed_at    BIGINT       NOT NULL,
    language    VARCHAR(100) NOT NULL,
    requester   VARCHAR(254),
    reason      VARCHAR(60),
    file_count  INTEGER      NOT NULL,
    state       VARCHAR(16)  NOT NULL,
    changed_at  BIGINT       NOT NULL,
    final_at    BIGINT,
    version     BIGINT       NOT NULL,
    PRIMARY KEY (portal, case_number),
    UNIQUE INDEX recupera_case_submission (portal, submission),
    INDEX recupera_case_filed (portal, state, filed_at, case_number),
    INDEX recupera_case_final (portal, final_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- What the form asked and what was answered, in the order of the form.
CREATE TABLE IF NOT EXISTS recupera_case_field (
    portal      VARCHAR(32)                                            NOT NULL,
    case_number VARCHAR(32)                                            NOT NULL,
    place       INTEGER                                                NOT NULL,
    name        VARCHAR(40)                                            NOT NULL,
    field_role  VARCHAR(16)                                            NOT NULL,
    label       VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    field_value TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin         NOT NULL,
    shown_text  TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin         NOT NULL,
    PRIMARY KEY (portal, case_number, place)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- What was said of a case since, numbered from 1.
CREATE TABLE IF NOT EXISTS recupera_case_message (
    portal      VARCHAR(32)                                        NOT NULL,
    case_number VARCHAR(32)                                        NOT NULL,
    place       INTEGER                                            NOT NULL,
    written_at  BIGINT                                             NOT NULL,
    author      VARCHAR(16)                                        NOT NULL,
    body        TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin     NOT NULL,
    state       VARCHAR(16)                                        NOT NULL,
    PRIMARY KEY (portal, case_number, place)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- What was attached.
CREATE TABLE IF NOT EXISTS recupera_case_file (
    portal      VARCHAR(32)                                            NOT NULL,
    case_number VARCHAR(32)                                            NOT NULL,
    place       INTEGER                                                NOT NULL,
    name        VARCHAR(80)                                            NOT NULL,
    shown_name  VARCHAR(240) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    media_type  VARCHAR(90)                                            NOT NULL,
    bytes       BIGINT                                                 NOT NULL,
    sha256      VARCHAR(64)                                            NOT NULL,
    PRIMARY KEY (portal, case_number, place)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- The bytes of files, in parts of 256 KiB that are numbered from 1: no row, packet or buffer grows with a file.
CREATE TABLE IF NOT EXISTS recupera_case_part (
    portal      VARCHAR(32) NOT NULL,
    case_number VARCHAR(32) NOT NULL,
    place       INTEGER     NOT NULL,
    part        INTEGER     NOT NULL,
    content     MEDIUMBLOB  NOT NULL,
    PRIMARY KEY (portal, case_number, place, part)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- How many numbers were given in a year, where a portal numbers its cases in order.
CREATE TABLE IF NOT EXISTS recupera_case_sequence (
    portal      VARCHAR(32) NOT NULL,
    filing_year INTEGER     NOT NULL,
    counted     BIGINT      NOT NULL,
    PRIMARY KEY (portal, filing_year)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- The audit trail: what happened, as JSON, with keyed pseudonyms in place of names and accounts.
CREATE TABLE IF NOT EXISTS recupera_event (
    id          BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    portal      VARCHAR(32) NOT NULL,
    happened_at BIGINT      NOT NULL,
    type        VARCHAR(40) NOT NULL,
    subject     VARCHAR(64),
    body        TEXT        NOT NULL,
    INDEX recupera_event_at (portal, happened_at, id),
    INDEX recupera_event_subject (portal, subject, happened_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;
