-- Who wants to be told what, and what was told.

CREATE TABLE notice_subscription (
    office       BIGINT NOT NULL REFERENCES office (office),
    subscription BYTEA NOT NULL,
    party        BYTEA NOT NULL,
    channel      TEXT NOT NULL,
    target       TEXT NOT NULL,
    -- What webhooks are signed with; the receiver has it too, so it cannot be a hash.
    secret       TEXT NOT NULL,
    -- JSON.
    stages       TEXT NOT NULL,
    pace         TEXT NOT NULL,
    language     TEXT NOT NULL,
    -- Nothing is told of what stood in the office's order up to here.
    since        BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    ended_at     BIGINT,
    PRIMARY KEY (office, subscription)
);

CREATE INDEX notice_subscription_party ON notice_subscription (office, party);

-- One message to one subscriber; its id stays the same however often it is tried.
CREATE TABLE notice_delivery (
    office        BIGINT NOT NULL REFERENCES office (office),
    delivery      BYTEA NOT NULL,
    subscription  BYTEA NOT NULL,
    -- waiting, sent, dead
    state         TEXT NOT NULL,
    notices       BIGINT NOT NULL,
    due_at        BIGINT NOT NULL,
    attempts      BIGINT NOT NULL,
    -- Who is at it, and until when nobody else is.
    claimed_by    BYTEA,
    claimed_until BIGINT NOT NULL,
    failure       TEXT NOT NULL,
    created_at    BIGINT NOT NULL,
    ended_at      BIGINT,
    PRIMARY KEY (office, delivery)
);

CREATE INDEX notice_delivery_due ON notice_delivery (office, state, due_at);
CREATE INDEX notice_delivery_subscription ON notice_delivery (office, subscription, due_at);

-- What a message tells: one stage that one parcel reached, and what was known of it then.
CREATE TABLE notice (
    office   BIGINT NOT NULL REFERENCES office (office),
    delivery BYTEA NOT NULL,
    number   BIGINT NOT NULL,
    parcel   BYTEA NOT NULL,
    stage    TEXT NOT NULL,
    facts    TEXT NOT NULL,
    PRIMARY KEY (office, delivery, number)
);
