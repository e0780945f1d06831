import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { NamedProject, namedRefusal } from '../../../../renderer/components/namedRefusal.ts';
import { RefusalNote } from '../../../../renderer/components/RefusalNote.tsx';
import type { ProjectData } from '../../../../shared/project/model.ts';
import { refusal } from '../../../../shared/refusal.ts';

const data = {
  project: {
    groups: [{ items: [{ id: 'T1', name: '施工方案' }] }],
    review: [{ id: 'R6', name: '工期（见 T1）' }],
  },
  committee: [
    { expert: 'E1', name: '张三' },
    { expert: 'E10', name: '李四' },
  ],
  supervisors: [{ supervisor: 'S1', name: '王五' }],
  bids: [
    { bid: 'B5', name: '某公司' },
    { bid: '3', name: '三号公司' },
  ],
} as unknown as ProjectData;

it('says names for numbers, each once, and leaves figures alone', () => {
  const said = refusal('X', 'E10、E1：B5 在 R6 上有 3 处不符', 'E10, E1: B5 fails R6 in 3 places');
  expect(namedRefusal(data, 'zh', said)).toBe('李四、张三：某公司在工期（见 T1）上有 3 处不符');
  expect(namedRefusal(data, 'en', said)).toBe('李四, 张三: 某公司 fails 工期（见 T1） in 3 places');
});

it('a refusal that a window shows has names, once there is a project', () => {
  const refusals = [refusal('UNEXCUSED', '须逐人写明原因：E1', 'Each needs a reason: E1')];
  const shown = (value: ProjectData | null): string =>
    renderToStaticMarkup(createElement(NamedProject, { value }, createElement(RefusalNote, { refusals })));
  expect(shown(null)).toContain('须逐人写明原因：E1');
  expect(shown(data)).toContain('须逐人写明原因：张三');
});
