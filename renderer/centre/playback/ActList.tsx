/** The journal as the timeline: searched by person, bid, type and alarm; a click brings every seat to that second. */
import { Checkbox, Flex, Select, Table } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { ProjectData } from '../../../shared/project/model.ts';
import { EVERYTHING, reachedAt, searched, type TimelineEntry } from '../../../shared/recording/timeline.ts';
import { useLanguage } from '../../components/languageOf.ts';
import type { Playhead } from './playhead.ts';
import { useRecordedTime } from './recording.ts';

/** Entries of one page. */
const PAGE = 40;

interface Props {
  readonly data: ProjectData;
  readonly entries: readonly TimelineEntry[];
  readonly head: StoreApi<Playhead>;
}

export function ActList({ data, entries, head }: Props) {
  const { t } = useTranslation('centrePlayback');
  const language = useLanguage();
  const timeOf = useRecordedTime();
  const [search, setSearch] = useState({ ...EVERYTHING, system: false });
  /** The page that was turned to; null: the one that the pictures have reached. */
  const [turned, setTurned] = useState<number | null>(null);
  const found = useMemo(() => searched(entries, search), [entries, search]);
  const reached = useStore(head, ({ at }) => reachedAt(found, at)?.seq ?? null);
  const follows =
    Math.floor(
      Math.max(
        0,
        found.findIndex(({ seq }) => seq === reached),
      ) / PAGE,
    ) + 1;
  const change = (part: Partial<typeof search>): void => {
    setSearch({ ...search, ...part });
    setTurned(null);
  };
  const people = [
    ...data.committee.map(({ expert, name }) => ({ value: expert, label: name })),
    ...data.supervisors.map(({ supervisor, name }) => ({ value: supervisor, label: name })),
  ];
  const bySystem = useMemo(() => entries.filter(({ system }) => system).length, [entries]);
  const types = [...new Set(entries.map(({ type }) => type))].sort();
  const jump = (entry: TimelineEntry): void => {
    head.getState().seek(entry.at);
    setTurned(null);
  };
  const filter = {
    allowClear: true,
    style: { flex: '1 1 130px', minWidth: 0 },
    showSearch: { optionFilterProp: 'label' },
  } as const;
  return (
    <Flex vertical gap={8} style={{ minHeight: 0 }}>
      <Flex gap={8} wrap align="center">
        <Select
          {...filter}
          aria-label={t('search.person')}
          placeholder={t('search.person')}
          value={search.person}
          onChange={(person) => change({ person: person ?? null })}
          options={people}
        />
        <Select
          {...filter}
          aria-label={t('search.bid')}
          placeholder={t('search.bid')}
          value={search.bid}
          onChange={(bid) => change({ bid: bid ?? null })}
          options={data.bids.map(({ bid, name }) => ({ value: bid, label: name }))}
        />
        <Select
          {...filter}
          aria-label={t('search.type')}
          placeholder={t('search.type')}
          value={search.type}
          onChange={(type) => change({ type: type ?? null })}
          options={types.map((type) => ({ value: type, label: t(`types.${type}`) }))}
        />
        <Checkbox checked={search.alarms} onChange={({ target }) => change({ alarms: target.checked })}>
          {t('search.alarms')}
        </Checkbox>
        <Checkbox checked={search.system} onChange={({ target }) => change({ system: target.checked })}>
          {t('search.system', { count: bySystem })}
        </Checkbox>
      </Flex>
      <div className="recorded-acts">
        <Table
          size="small"
          rowKey="seq"
          dataSource={found}
          locale={{ emptyText: t('search.none') }}
          pagination={{
            pageSize: PAGE,
            size: 'small',
            showSizeChanger: false,
            hideOnSinglePage: true,
            current: turned ?? follows,
            onChange: setTurned,
          }}
          rowClassName={({ seq }) => (seq === reached ? 'recorded-reached' : '')}
          columns={[
            {
              title: t('search.at'),
              width: '6.5em',
              render: (_, entry) => {
                const time = timeOf(entry.at);
                return (
                  <button
                    type="button"
                    className="recorded-jump figures"
                    data-seq={entry.seq}
                    aria-current={entry.seq === reached ? 'true' : undefined}
                    aria-label={t('jump', { time, what: entry[language] })}
                    onClick={() => jump(entry)}
                  >
                    {time}
                  </button>
                );
              },
            },
            { title: t('search.what'), render: (_, entry) => entry[language] },
          ]}
          onRow={(entry) => ({ onClick: () => jump(entry), style: { cursor: 'pointer' } })}
        />
      </div>
    </Flex>
  );
}
