/** The recordings of a rehearsal, by the seats where they were made, with the age identities that open them: what the centre has when it has opened a result. */
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoomState } from '../../shared/journal/state.ts';
import { nativeCrypto as crypto } from '../crypto/nativeCrypto.ts';
import { identityText } from '../recording/ageKeys.ts';
import { screenSecrets } from '../recording/roomRecording.ts';

/** Characters of a session's key that tell it from the others. */
const SHORT = 8;

/**
 * @param held the centre's folder of this result's recordings
 * @param camera what the bag says of the identity of camera and sound
 * @param to gets a folder for each seat, and `identities.txt`
 */
export async function takeRecordings(
  held: string,
  state: RoomState,
  camera: Uint8Array,
  to: string,
): Promise<void> {
  for (const session of await readdir(held)) {
    const seat = state.sessions.get(session)?.seat;
    if (seat === undefined) throw new Error(`${session} sits nowhere`);
    await mkdir(join(to, seat), { recursive: true });
    for (const file of await readdir(join(held, session)))
      await copyFile(join(held, session, file), join(to, seat, `${session.slice(0, SHORT)}-${file}`));
  }
  const screens = screenSecrets(crypto, state).map(identityText);
  const lines = [Buffer.from(camera).toString('utf8').trimEnd(), '# screens', ...screens];
  await writeFile(join(to, 'identities.txt'), `${lines.join('\n')}\n`, { mode: 0o600 });
}
