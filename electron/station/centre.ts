/** The trading centre's station: wiring. */
import { mkdir } from 'node:fs/promises';
import { type CentreStatus, centreContract } from '../../shared/bridge/centre.ts';
import type { BridgePort } from '../../shared/bridge/contract.ts';
import { keyFingerprint } from '../../shared/package/fingerprint.ts';
import { accept, type Result } from '../../shared/refusal.ts';
import { exportClip } from '../centre/exportClip.ts';
import { openResults } from '../centre/openResults.ts';
import { makePackage, preparedFolder } from '../centre/preparing.ts';
import { openRecordings } from '../centre/recordings.ts';
import { tlsIdentity } from '../link/tlsIdentity.ts';
import { readCentreKeys } from '../package/centreKeys.ts';
import { takeIn } from '../sync/carrier.ts';
import { lockCentre } from '../sync/centreLock.ts';
import { openCentreServer } from '../sync/centreServer.ts';
import { openCentreStore } from '../sync/centreStore.ts';
import { type Machine, type Station, windows } from './station.ts';
import type { CentreFile } from './stationFile.ts';

/** Takes the data folder, opens the centre's store and listens for sealed results. Refuses what is wrong with a file, another centre in that folder, and an address that this machine does not give. */
export async function startCentre(machine: Machine, file: CentreFile): Promise<Result<Station>> {
  await mkdir(file.data, { recursive: true, mode: 0o700 });
  // Before anything is made or taken over in it.
  const lock = lockCentre(file.data);
  if (!lock.ok) return lock;
  const opened = await openCentre(machine, file);
  if (!opened.ok) {
    lock.value.release();
    return opened;
  }
  return accept({
    ...opened.value,
    async close() {
      await opened.value.close();
      lock.value.release();
    },
  });
}

async function openCentre(machine: Machine, file: CentreFile): Promise<Result<Station>> {
  const tls = await tlsIdentity(file.data);
  if (!tls.ok) return tls;
  const { onFault } = machine;
  const opened = await openCentreStore({
    crypto: machine.crypto,
    folder: file.data,
    keys: file.keys,
    now: () => machine.clock.now(),
    changed: () => told.changed(),
    onFault,
  });
  if (!opened.ok) return opened;
  const store = opened.value;
  const keys = await readCentreKeys(file.keys, machine.crypto);
  if (!keys.ok) return keys;
  const results = openResults({
    crypto: machine.crypto,
    store,
    keys: file.keys,
    centreKey: keys.value.signing.publicKey,
  });
  const recordings = openRecordings({ crypto: machine.crypto, store, results });
  const making = { ...machine, centre: keys.value };
  const { listen } = file;
  const server = await openCentreServer({ listen, tls: tls.value, store, folder: file.data, onFault });
  if (!server.ok) {
    await store.idle();
    return server;
  }
  const status = (): CentreStatus => ({
    address: `https://${listen.host}:${server.value.port}`,
    tls: tls.value.fingerprint,
    fingerprint: keyFingerprint(machine.crypto, keys.value.signing.publicKey),
    results: store.results(),
    damaged: store.damaged(),
  });
  const told = windows(centreContract, { status, lines: () => [], onFault });
  return accept({
    serve: (port: BridgePort) =>
      told.add(port, () => ({
        status: () => accept(status()),
        async verdict({ ciphertext }) {
          const json = await store.verdict(ciphertext);
          return json.ok ? accept({ json: json.value }) : json;
        },
        prepare: ({ folder }) => preparedFolder(folder),
        makePackage: ({ folder, out }) => makePackage(making, folder, out),
        openResult: ({ ciphertext }) => results.open(ciphertext),
        resultLines: ({ ciphertext, from }) => results.lines(ciphertext, from),
        exportResult: ({ ciphertext, what, folder }) => results.exportTo(ciphertext, what, folder),
        recording: ({ ciphertext }) => recordings.list(ciphertext),
        segment: (of) => recordings.segment(of),
        segmentPart: ({ from, length, ...of }) => recordings.part(of, from, length),
        checkSegment: (of) => recordings.check(of),
        async exportClip({ ciphertext, ...wanted }) {
          const recording = await recordings.opened(ciphertext);
          const seal = await store.seal(ciphertext);
          if (!recording.ok) return recording;
          if (!seal.ok) return seal;
          return exportClip(machine.crypto, recording.value, seal.value, wanted);
        },
        take: ({ folder }) => takeIn(folder, store, file.data),
        async acceptSecond({ ciphertext, first, reason }) {
          const done = await store.acceptSecond(ciphertext, first, reason);
          return done.ok ? accept({}) : done;
        },
      })),
    async close() {
      told.close();
      await server.value.close();
      await store.idle();
    },
  });
}
