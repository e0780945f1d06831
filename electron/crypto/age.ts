/**
 * age files in memory (age-encryption.org/v1): results, shares, keys of recordings. The library comes in with the first of them; with the curves that it
 * brings for recipients of other kinds it is a third of what a station would read before its window shows anything.
 */
export const ageLibrary = (): Promise<typeof import('age-encryption')> => import('age-encryption');

export interface AgeIdentity {
  /** `AGE-SECRET-KEY-1…` */
  readonly identity: string;
  /** `age1…` */
  readonly recipient: string;
}

/** A new X25519 identity and its recipient. */
export async function newIdentity(): Promise<AgeIdentity> {
  const { generateX25519Identity } = await ageLibrary();
  const identity = await generateX25519Identity();
  return { identity, recipient: await recipientOf(identity) };
}

/** @throws where it is no identity */
export const recipientOf = async (identity: string): Promise<string> =>
  (await ageLibrary()).identityToRecipient(identity);

/** Either of the recipients opens it. @throws where one is none */
export async function encryptTo(
  recipients: readonly string[],
  content: string | Uint8Array,
): Promise<Uint8Array> {
  const encrypter = new (await ageLibrary()).Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(content);
}

/** @throws where the file is not for this identity, or is damaged */
export async function decryptText(file: Uint8Array, identity: string): Promise<string> {
  const decrypter = new (await ageLibrary()).Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(file, 'text');
}
