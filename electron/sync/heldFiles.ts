/** Names of what the centre keeps in a held result's folder. */
export const RESULT = 'result.age';
export const SEAL = 'result.seal.json';
/** The base name that it came under. */
export const NAME = 'name';
export const STATE = 'state.json';
/** Seals that another one has taken the place of, each named by its SHA-256. */
export const EARLIER_SEALS = 'seals';
export const VERDICT = 'verdict.json';
export const RECEIPT = 'receipt.jws';
/** The recording's files, as the manifest names them. */
export const RECORDINGS = 'recordings';
