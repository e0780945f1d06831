/** A server's address, taken: the sentence where this machine does not give it. */
import type { AddressInfo, Server } from 'node:net';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';

/** Where a station listens; port 0 is any that is free. */
export interface Listen {
  readonly host: string;
  readonly port: number;
}

/**
 * Lets `server` listen; answers its port. Refuses `ADDRESS_IN_USE`, `ADDRESS_NOT_HERE` (no network card of this machine has it, or no name
 * server knows it) and `ADDRESS_DENIED`; rejects on anything else. What fails later (a connection that cannot be accepted) ends nothing.
 */
export async function listening(server: Server, { host, port }: Listen): Promise<Result<number>> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const why = REFUSALS[(error as NodeJS.ErrnoException).code ?? ''];
    if (why === undefined) throw error;
    return refuse(refusal(...why, `${host}:${port}`));
  }
  return accept((server.address() as AddressInfo).port);
}

const NOT_HERE = [
  'ADDRESS_NOT_HERE',
  '本机没有该网络地址；请接好网线并核对本机地址，或者修改工作站文件中的 listen',
  'This machine does not have that network address: plug the cable in and compare the addresses, or mend listen in the station file',
] as const;

const REFUSALS: Readonly<Record<string, readonly [code: string, zh: string, en: string]>> = {
  EADDRINUSE: [
    'ADDRESS_IN_USE',
    '该网络地址已被占用；可能同一工作站已在运行，请先将其关闭，或者在工作站文件中改用其他端口',
    'That network address is in use. The same station may be running already: end it, or choose another port in the station file',
  ],
  EADDRNOTAVAIL: NOT_HERE,
  ENOTFOUND: NOT_HERE,
  EAI_AGAIN: NOT_HERE,
  EACCES: [
    'ADDRESS_DENIED',
    '系统不允许使用该端口；请在工作站文件中改用 1024 以上的端口',
    'The system does not let this port be used: choose one above 1024 in the station file',
  ],
};
