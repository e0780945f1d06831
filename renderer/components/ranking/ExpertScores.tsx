/** The experts' scores of a group: items down, experts across, what does not count struck through, the mean beside the maximum. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/project/model.ts';
import type {
  ExpertScore,
  ExpertsItem,
  GroupExplanation,
  MeanExplanation,
} from '../../../shared/scoring/explanation.ts';
import { Figure } from '../Figure.tsx';
import { placesOf } from '../places.ts';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly scores: readonly ExpertScore[];
  readonly mean: string | null;
  readonly max: string | null;
}

interface Props {
  readonly group: GroupExplanation;
  readonly items: readonly Item[];
  readonly member: (who: string) => string;
}

export function ExpertScores({ group, items, member }: Props) {
  const { t } = useTranslation('ranking');
  const byExperts = group.items.filter((item): item is ExpertsItem => item.by === 'experts');
  if (byExperts.length === 0) return null;
  const rows: Row[] = byExperts.map(({ item, scores, mean, max }) => ({
    key: item,
    name: items.find(({ id }) => id === item)?.name ?? item,
    scores,
    mean: mean?.value ?? null,
    max,
  }));
  const sheet = (whole: MeanExplanation): Row => ({
    key: ' sheet',
    name: t('sheet'),
    scores: whole.scores,
    mean: whole.value,
    max: null,
  });
  const maxPlaces = placesOf(rows.map(({ max }) => max));
  const all = group.sheet === undefined ? rows : [...rows, sheet(group.sheet)];
  const places = placesOf(all.flatMap(({ scores, mean }) => [...scores.map(({ score }) => score), mean]));
  const people = byExperts[0]!.scores.map(({ expert }) => expert);
  return (
    <Table
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={all}
      columns={[
        { title: t('item'), dataIndex: 'name' },
        ...people.map((who) => ({
          key: who,
          title: member(who),
          align: 'right' as const,
          render: (_: unknown, { scores }: Row) => (
            <Score score={scores.find((one) => one.expert === who)} places={places} />
          ),
        })),
        {
          title: t('mean'),
          align: 'right',
          render: (_, { mean }) => <Figure value={mean} places={places} />,
        },
        {
          title: t('max'),
          align: 'right',
          render: (_, { max }) => <Figure value={max} places={maxPlaces} />,
        },
      ]}
    />
  );
}

function Score({ score, places }: { readonly score: ExpertScore | undefined; readonly places: number }) {
  const { t } = useTranslation('ranking');
  if (score === undefined) return null;
  if (score.dropped === undefined) return <Figure value={score.score} places={places} />;
  return (
    <>
      <Figure struck value={score.score} places={places} />
      <div>{t(`dropped.${score.dropped}`)}</div>
    </>
  );
}
