/** The vault file's schema: its text is compared with the file's own, so every space here is part of the format. */

/** "Kbr1" as a 32-bit number, in the header of every vault file. */
export const applicationId = 0x4b627231;
/** Counts the format's versions. A file with a higher one is refused untouched. */
export const schemaVersion = 1;

export const schema: readonly string[] = [
  `CREATE TABLE vault (one INTEGER PRIMARY KEY CHECK (one = 1), vault_id BLOB NOT NULL, generation INTEGER NOT NULL, locked_epoch INTEGER NOT NULL) STRICT`,
  `CREATE TABLE slot (id BLOB PRIMARY KEY NOT NULL, kind TEXT NOT NULL, created_at INTEGER NOT NULL, body TEXT NOT NULL) STRICT`,
  `CREATE TABLE leftover (slot_id BLOB PRIMARY KEY NOT NULL, noted_at INTEGER NOT NULL) STRICT`,
  `CREATE TABLE head (side TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT`,
  `CREATE TABLE api_key (id BLOB PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, name_tag BLOB UNIQUE, sealed BLOB NOT NULL) STRICT`,
  `CREATE TABLE secret (api_key_id BLOB NOT NULL, edition INTEGER NOT NULL, revision INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (api_key_id, edition)) STRICT`,
  `CREATE TABLE details (api_key_id BLOB NOT NULL, edition INTEGER NOT NULL, revision INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (api_key_id, edition)) STRICT`,
  `CREATE TABLE event (seq INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT`,
];
