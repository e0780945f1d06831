/** A clip with its proof: from here to there, for these seats, into a folder that somebody can check alone. */
import { Button, Flex, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { shell } from '../../station/shell.ts';
import { useCentre } from '../centre.ts';
import type { Playhead } from './playhead.ts';
import { useRecordedTime, useRecording } from './recording.ts';

interface Props {
  readonly head: StoreApi<Playhead>;
  readonly seats: readonly { readonly session: string; readonly name: string }[];
}

export function ClipExport({ head, seats }: Props) {
  const { t } = useTranslation('centrePlayback');
  const { client } = useCentre();
  const { ciphertext, instant } = useRecording();
  const time = useRecordedTime();
  const clock = (moment: number | null): string => (moment === null ? '—' : time(moment));
  const at = useStore(head, (one) => Math.floor(one.at / 1000) * 1000);
  const asking = useAsk();
  const [range, setRange] = useState<{ from: number | null; to: number | null }>({ from: null, to: null });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [written, setWritten] = useState<{ folder: string; files: number } | null>(null);
  const { from, to } = range;
  const set = (part: Partial<typeof range>): void => {
    setRange({ ...range, ...part });
    setWritten(null);
    asking.clear();
  };
  const write = async () => {
    if (from === null || to === null) return;
    const answer = await shell.ask('chooseFolder', { title: t('clip.folder') });
    const folder = answer.ok ? answer.value.path : null;
    if (folder === null) return;
    const sessions = chosen.length === 0 ? seats.map(({ session }) => session) : [...chosen];
    const wanted = { ciphertext, from: instant(from), to: instant(to), sessions, folder };
    setWritten(await asking.run(() => client.ask('exportClip', wanted)));
  };
  return (
    <details>
      <summary style={{ cursor: 'pointer', minHeight: 32 }}>{t('clip.title')}</summary>
      <Flex vertical gap={8}>
        <Typography.Text type="secondary">{t('clip.text')}</Typography.Text>
        <Flex gap={8} wrap align="center">
          <Button onClick={() => set({ from: at })}>{t('clip.from')}</Button>
          <span className="figures">{clock(from)}</span>
          <Button onClick={() => set({ to: at })}>{t('clip.to')}</Button>
          <span className="figures">{clock(to)}</span>
          <Select
            mode="multiple"
            aria-label={t('clip.seats')}
            placeholder={t('clip.allSeats')}
            style={{ minWidth: 220 }}
            value={[...chosen]}
            onChange={setChosen}
            options={seats.map(({ session, name }) => ({ value: session, label: name }))}
          />
          <Button
            type="primary"
            disabled={from === null || to === null || to <= from}
            loading={asking.busy}
            onClick={write}
          >
            {t('clip.write')}
          </Button>
        </Flex>
        {from !== null && to !== null && to <= from ? (
          <Typography.Text role="status">{t('clip.order')}</Typography.Text>
        ) : null}
        <RefusalNote refusals={asking.refusals} />
        {written === null ? null : (
          <div role="status">
            {t('clip.written', { count: written.files })} <code>{written.folder}</code>
          </div>
        )}
      </Flex>
    </details>
  );
}
