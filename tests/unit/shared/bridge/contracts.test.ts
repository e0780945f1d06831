import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { centreContract } from '../../../../shared/bridge/centre.ts';
import type { Contract } from '../../../../shared/bridge/contract.ts';
import { roomContract } from '../../../../shared/bridge/room.ts';
import { seatContract } from '../../../../shared/bridge/seat.ts';

const contracts: Readonly<Record<string, Contract>> = {
  seat: seatContract,
  room: roomContract,
  centre: centreContract,
};

describe.each(Object.entries(contracts))('the contract of the %s', (_, { commands, events }) => {
  const forms = [
    ...Object.entries(commands).flatMap(([name, { params, answer }]): [string, z.ZodType][] => [
      [`${name}, asked`, params],
      [`${name}, answered`, answer],
    ]),
    ...Object.entries(events),
  ];

  test.each(forms)('%s: every value is JSON, and is read as it was written', (_name, form) => {
    const schema = (io: 'input' | 'output') => z.toJSONSchema(form, { io, unrepresentable: 'throw' });
    // A default or a conversion would make what arrives differ from what was sent.
    expect(schema('input')).toEqual(schema('output'));
    // A form that says nothing would let anything pass.
    expect(JSON.stringify(schema('output'))).not.toMatch(/([,[]|(?<!"properties"):)\{\}/);
  });
});
