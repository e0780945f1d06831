/** The journal's tail in plain words (评标日志), by person, bid and kind, without what stations write by themselves unless it is asked for; the chain's state in one line. */
import { Checkbox, Flex, Select, Table, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type ChainStanding, chainStanding } from '../../shared/journal/chainStanding.ts';
import { plainWords, RECORD_KINDS, type RecordKind } from '../../shared/record/plainWords.ts';
import { isSystemRecord } from '../../shared/record/systemRecord.ts';
import { CodeInGroups } from '../components/CodeInGroups.tsx';
import { useLanguage } from '../components/languageOf.ts';
import { timeBeside } from '../components/moments.ts';
import { type Mark, StatusMark } from '../components/StatusMark.tsx';
import { nameOf, roomStore, useRoom } from './supervise.ts';

const CHAIN_MARKS: Readonly<Record<ChainStanding['state'], Mark>> = {
  holds: 'good',
  reading: 'wait',
  broken: 'bad',
};

/** Entries that are put into words at once; older ones by turning pages. */
const PAGE = 50;

export function RecordPane() {
  const { t } = useTranslation('room');
  const language = useLanguage();
  const { room, data, status, revision } = useRoom();
  const entries = useStore(roomStore, (view) => view.entries);
  const [kind, setKind] = useState<RecordKind | null>(null);
  const [person, setPerson] = useState<string | null>(null);
  const [bid, setBid] = useState<string | null>(null);
  const [system, setSystem] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `entries` and `room` grow in place, and the revision says when
  const done = useMemo(
    () => entries.filter((entry) => !isSystemRecord(room, entry)),
    [entries, room, revision],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const rows = useMemo(
    () =>
      (system ? entries : done)
        .map((entry) => ({ seq: entry.seq, at: entry.at, ...plainWords(room, entry) }))
        .filter(
          (row) =>
            (kind === null || row.kind === kind) &&
            (person === null || row.person === person) &&
            (bid === null || row.bid === bid),
        )
        .reverse(),
    [entries, done, system, room, kind, person, bid, revision],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const chain = useMemo(
    () => chainStanding(entries, room.hashes, status.head),
    [entries, room, status.head, revision],
  );
  const copies = status.seats.filter(({ entries: held }) => held >= status.head.seq).length;
  const people = [...data.committee.map((m) => m.expert), ...data.supervisors.map((s) => s.supervisor)];
  return (
    <Flex vertical gap={12} style={{ paddingBlockEnd: 16 }}>
      <Flex gap={12} wrap align="center">
        <Select
          allowClear
          aria-label={t('record.kind')}
          placeholder={t('record.kind')}
          style={{ minWidth: 160 }}
          value={kind}
          onChange={(value) => setKind(value ?? null)}
          options={RECORD_KINDS.map((value) => ({ value, label: t(`record.kinds.${value}`) }))}
        />
        <Select
          allowClear
          aria-label={t('record.person')}
          placeholder={t('record.person')}
          style={{ minWidth: 160 }}
          value={person}
          onChange={(value) => setPerson(value ?? null)}
          options={people.map((value) => ({ value, label: nameOf(data, value) }))}
        />
        <Select
          allowClear
          aria-label={t('record.bid')}
          placeholder={t('record.bid')}
          style={{ minWidth: 220 }}
          value={bid}
          onChange={(value) => setBid(value ?? null)}
          options={data.bids.map(({ bid: value, name }) => ({ value, label: name }))}
        />
        <Checkbox checked={system} onChange={({ target }) => setSystem(target.checked)}>
          {t('record.system', { count: entries.length - done.length })}
        </Checkbox>
        <Flex gap={8} align="center" wrap>
          <StatusMark mark={CHAIN_MARKS[chain.state]}>
            {t(`record.chainState.${chain.state}`, { at: chain.at })}
          </StatusMark>
          <Typography.Text>
            {/* The seats delete theirs when the centre has the result. */}
            {status.stage === 'delivered' || status.stage === 'forgotten'
              ? t('record.chainEnded', { count: status.head.seq })
              : t('record.chain', { count: status.head.seq, copies })}
          </Typography.Text>
          <CodeInGroups code={status.head.hash} groups={4} />
        </Flex>
      </Flex>
      <Table
        size="small"
        rowKey="seq"
        dataSource={rows}
        pagination={{ pageSize: PAGE, showSizeChanger: false }}
        columns={[
          { title: t('record.number'), dataIndex: 'seq', width: '5em', className: 'figures' },
          {
            title: t('record.at'),
            width: '8em',
            className: 'figures',
            render: (_, { at }) => timeBeside(at, room.openedAt ?? at, language),
          },
          { title: t('record.kind'), width: '8em', render: (_, row) => t(`record.kinds.${row.kind}`) },
          { title: t('record.what'), render: (_, row) => row[language] },
        ]}
      />
    </Flex>
  );
}
