/** The limits of what Keybearer takes, each with its reason. */
export const limits = {
  /** Fits a table row and a notification; issuers allow no longer names for their keys either. */
  nameMaxChars: 128,
  /** The longest secrets in use are service account files (JSON with an RSA key, about 2.4 kB) and certificate chains. */
  secretMaxBytes: 64 * 1024,
  /** Datadog and AWS need two parts, a client certificate with its chain and key three. */
  partsMax: 8,
  partNameMaxChars: 64,
  /** Issuer, account, environment: free text of a line. */
  lineMaxChars: 200,
  tagsMax: 32,
  tagMaxChars: 64,
  /** One key serves a few hosts of one issuer; a list longer than this stands for "any host". */
  originsMax: 32,
  /** RFC 1035: a host name has at most 253 characters; scheme and port come on top. */
  originMaxChars: 300,
  headersMax: 16,
  /** Common servers refuse header lines over 8 KiB. */
  headerTemplateMaxChars: 8 * 1024,
  envNameMaxChars: 128,
  urlMaxChars: 2048,
  /** Notes, renewal steps and places are sealed together, in a row that holds as much as a secret's. */
  notesMaxBytes: 32 * 1024,
  /** What to click and whom to ask: a page of text has 3 kB. */
  renewalMaxBytes: 8 * 1024,
  /** A key in more places than this is a password of the whole company. */
  placesMax: 64,
  /** A long path, or a sentence. */
  placeMaxChars: 400,
  placesMaxBytes: 16 * 1024,
  leadDaysMax: 16,
  leadDayMax: 3650,
  /** Of one expiry: its lead days, and some that it had before they were changed. */
  saidLeadsMax: 32,
  /** Nothing limits guesses at the PIN of a keychain slot: its length is its strength. */
  pinMinChars: 8,
  /** A TPM limits them: most allow 32, then one in 10 minutes or two hours. Six digits last for ten years there. docs/tpm.md */
  tpmPinMinChars: 6,
  pinMaxChars: 128,
  /** NIST SP 800-63B asks for 15 where nothing else guards; scrypt at this cost buys some of it back. */
  passphraseMinChars: 12,
  passphraseMaxChars: 1024,
  /** A slot's body as JSON text; ours have about 400 characters. */
  slotBodyMaxChars: 16 * 1024,
  slotsMax: 16,
  /** A PIN, passphrase or recovery code file; larger ones are something else. */
  credentialFileMaxBytes: 8 * 1024,
  /** A recovery code has 34 characters; this leaves room for however it is grouped. */
  recoveryCodeMaxChars: 256,
  /** What a user pastes to have it recognised: a long .env file or a curl command with its body. */
  pastedMaxChars: 100_000,
  /** What Linux takes. */
  pathMaxChars: 4096,
  /** The audit log's program and destination. */
  eventTextMaxChars: 512,
  /** The clipboard holds a secret in the longest of its forms: JSON with six characters for a byte. */
  clipboardMaxBytes: 512 * 1024,
  /** A secret that is to be on the clipboard for longer is better asked for again. */
  clearAfterMaxMs: 60 * 60 * 1000,
  /** A KDBX or 1PUX file with attachments; larger ones hold films, not keys. */
  importFileMaxBytes: 64 * 1024 * 1024,
  /** A text of 100,000 lines; password managers export a thousand entries in 1 MB. */
  importTextMaxBytes: 8 * 1024 * 1024,
  /** `~/code/*\/.env` of a lifetime. */
  importFilesMax: 1000,
  /** Variables, entries and rows of one import: the largest vaults of password managers have a few thousand. */
  importItemsMax: 20_000,
  /** What a KDBX file may ask of us: KeePassXC's slider ends at 1 GiB; a machine's memory is not a file's to spend. */
  kdbxMemoryMaxBytes: 1024 * 1024 * 1024,
  /** Passes times memory: a minute on a slow machine. KeePassXC's slider ends at five seconds of a fast one. */
  kdbxWorkMaxBytes: 16 * 1024 * 1024 * 1024,
  /** AES rounds: KeePassXC's one second on a fast machine is about a third of it. */
  kdbxRoundsMax: 150_000_000,
  /** A backup's JSON: 10,000 keys of 3 kB. It is read as a whole. */
  backupMaxBytes: 32 * 1024 * 1024,
  /** The file around it, with age's header and armor. */
  backupFileMaxBytes: 48 * 1024 * 1024,
  /** age's scrypt, as the exponent of N: age writes 18; 20 takes 1 GiB and some seconds. */
  backupWorkFactorMax: 20,
  /** Each that is tried costs an exchange of keys. */
  recipientsMax: 256,
  /** A file of age recipients or identities; the post-quantum ones have 2 kB each. */
  recipientsFileMaxBytes: 512 * 1024,
  /** Days that `--expires 90d` may name: a hundred years. */
  expiryMaxDays: 36_500,
} as const;
