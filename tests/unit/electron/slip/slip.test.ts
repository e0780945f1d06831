import { expect, it } from 'vitest';
import { slipText } from '../../../../electron/slip/slipText.ts';
import type { Regime } from '../../../../shared/project/model.ts';

const slip = (regime: Regime, role: 'owner' | 'reserve' | 'supervisor'): string =>
  slipText({
    project: { code: 'P1', name: '某项目', lot: '1', regime },
    person: { id: 'E1', name: '某人', organisation: '某单位' },
    role,
    code: '0123456789ABCDEF',
    fingerprint: 'ab'.repeat(32),
  });

it('a slip names lot, office and whom to tell in the words of the project’s law', () => {
  const tendering = slip('tendering', 'owner');
  for (const word of ['标段', '招标人代表', '告知见证人员']) expect(tendering).toContain(word);
  expect(tendering).not.toMatch(/采购|现场监督人员/u);
  const procurement = slip('procurement', 'owner');
  for (const word of ['采购包', '采购人代表', '告知现场监督人员']) expect(procurement).toContain(word);
  expect(procurement).not.toMatch(/标段|招标人|见证人员/u);
  expect(slip('procurement', 'reserve')).toContain('备选专家');
});
