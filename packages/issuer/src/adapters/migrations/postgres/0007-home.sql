-- Where the store lives: a copy that was restored or moved finds itself elsewhere, and gives out nothing until an operator has said
-- how far it is behind (docs/decisions/0034).
CREATE TABLE store_home (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  place TEXT NOT NULL
);
