/** The numbers of TPM 2.0 that are used here. Cited by part and section of the TPM 2.0 Library, revision 1.59. */

/** Part 2, 6.3, TPM_ALG_ID (and the TCG Algorithm Registry). */
export const alg = {
  rsa: 0x0001,
  aes: 0x0006,
  keyedHash: 0x0008,
  sha256: 0x000b,
  null: 0x0010,
  ecc: 0x0023,
  cfb: 0x0043,
} as const;

/** Part 2, 6.4, TPM_ECC_CURVE. */
export const curve = { nistP256: 0x0003 } as const;

/** Part 2, 6.5.2, TPM_CC. */
export const commandCode = {
  createPrimary: 0x0131,
  startup: 0x0144,
  create: 0x0153,
  load: 0x0157,
  unseal: 0x015e,
  flushContext: 0x0165,
  readPublic: 0x0173,
  startAuthSession: 0x0176,
  getCapability: 0x017a,
  getRandom: 0x017b,
} as const;

/** Part 2, 6.9, TPM_ST. `response12` begins every answer of a TPM 1.2 (TPM_TAG_RSP_COMMAND there). */
export const tag = { response12: 0x00c4, noSessions: 0x8001, sessions: 0x8002 } as const;

/** Part 2, 6.10, TPM_SU. */
export const startupType = { clear: 0x0000 } as const;

/** Part 2, 6.11, TPM_SE. */
export const sessionType = { hmac: 0x00 } as const;

/** Part 2, 6.12, TPM_CAP. */
export const capability = { handles: 0x0001, tpmProperties: 0x0006 } as const;

/** Part 2, 6.13, TPM_PT: what never changes has 0x100, what does has 0x200. */
export const property = {
  manufacturer: 0x0105,
  vendorString1: 0x0106,
  firmwareVersion1: 0x010b,
  firmwareVersion2: 0x010c,
  permanent: 0x0200,
  lockoutCounter: 0x020e,
  maxAuthFail: 0x020f,
  lockoutInterval: 0x0210,
  lockoutRecovery: 0x0211,
} as const;

/** Part 2, 7.2, TPM_HT: the first handle of each range. */
export const firstHandle = { loadedSession: 0x02000000, transient: 0x80000000 } as const;

/** Part 2, 7.4, TPM_RH. */
export const permanent = {
  owner: 0x40000001,
  null: 0x40000007,
  password: 0x40000009,
  endorsement: 0x4000000b,
} as const;

/** Where the storage root key is kept. TCG TPM v2.0 Provisioning Guidance, 7.8. */
export const storageRootKey = 0x81000001;

/** Part 2, 8.3.2, TPMA_OBJECT. */
export const objectAttribute = {
  fixedTpm: 1 << 1,
  fixedParent: 1 << 4,
  sensitiveDataOrigin: 1 << 5,
  userWithAuth: 1 << 6,
  /** Wrong values do not count towards lockout, and lockout does not stop this object. */
  noDA: 1 << 10,
  restricted: 1 << 16,
  decrypt: 1 << 17,
  sign: 1 << 18,
} as const;

/** Part 2, 8.4, TPMA_SESSION. `decrypt` is said of commands, `encrypt` of answers. */
export const sessionAttribute = { continueSession: 1 << 0, decrypt: 1 << 5, encrypt: 1 << 6 } as const;

/** Part 2, 8.6, TPMA_PERMANENT. */
export const permanentAttribute = { lockoutAuthSet: 1 << 2, inLockout: 1 << 9 } as const;

/** Of SHA-256, the one hash that is used: names, sessions, sealed objects. */
export const digestBytes = 32;
