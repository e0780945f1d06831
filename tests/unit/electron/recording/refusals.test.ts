/** Why nothing is recorded is said as it is: a full disk, a failing one, a store that takes no key. */
import { expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { notRecorded } from '../../../../electron/recording/refusals.ts';
import { pointOf } from '../../../../electron/recording/sitting.ts';
import type { Desk } from '../../../../electron/session/desk.ts';
import type { RoomState } from '../../../../shared/journal/state.ts';
import { type Refusal, refusal, refuse } from '../../../../shared/refusal.ts';

/** Before the room's law is known. */
const WHO = '见证人员（现场监督人员）';
const system = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'write' });

/** What is thrown where the seat's store answers so when it is to keep a screen's key. */
function thrownAfter(refused: Refusal): unknown {
  const desk = { keeper: { screenKey: () => new Uint8Array(32) }, keep: () => refuse(refused) };
  try {
    return pointOf(crypto, desk as unknown as Desk, {} as RoomState, 'screen');
  } catch (error) {
    return error;
  }
}

test.each([
  ['ENOSPC', 'DISK_FULL', `磁盘已满，录像暂时无法保存；请呼叫${WHO}腾出空间`],
  ['EDQUOT', 'DISK_FULL', `磁盘已满，录像暂时无法保存；请呼叫${WHO}腾出空间`],
  ['EIO', 'DISK_ERROR', `磁盘读写出错（EIO），录像暂时无法保存；请呼叫${WHO}`],
])('%s', (code, expected, zh) => {
  expect(notRecorded(system(code), null)).toMatchObject({ code: expected, zh });
});

test('a store that takes no key is no full disk, and says what it is', () => {
  const refused = refusal(
    'DISK_ERROR',
    '磁盘读写出错（SQLITE_READONLY）',
    'The disk failed (SQLITE_READONLY)',
  );
  const said = notRecorded(thrownAfter(refused), null);
  expect(said.code).toBe('DISK_ERROR');
  expect(said.zh).toBe(`录像密钥未能保存：磁盘读写出错（SQLITE_READONLY）。录像暂时无法保存；请呼叫${WHO}`);
  expect(said.en).toContain('SQLITE_READONLY');
});

test('what is not the disk’s is nobody’s refusal', () => {
  const fault = new TypeError('a fault of the program');
  expect(() => notRecorded(fault, null)).toThrow(fault);
});
