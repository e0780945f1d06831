/** A verdict: its counts, and behind them the numbered checks, each passed, failed or not checked. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Standing } from '../../shared/verdict/standing.ts';
import { checkTitle, type Verdict } from '../../shared/verdict/verdict.ts';
import { useLanguage } from '../components/languageOf.ts';
import { type Mark, StatusMark } from '../components/StatusMark.tsx';

const CHECKED: Readonly<Record<string, Mark>> = { PASS: 'good', FAIL: 'bad', 'NOT CHECKED': 'warn' };

interface Props {
  readonly counts: NonNullable<Standing['counts']>;
  readonly verdict: Verdict;
}

export function VerdictLines({ counts, verdict }: Props) {
  const { t } = useTranslation('centre');
  const language = useLanguage();
  return (
    <details>
      <summary style={{ cursor: 'pointer', minHeight: 32 }}>{t('inbox.verdict', counts)}</summary>
      <Table
        size="small"
        rowKey="number"
        pagination={false}
        dataSource={[...verdict.checks]}
        columns={[
          { title: t('inbox.number'), dataIndex: 'number', align: 'right', width: '4em' },
          { title: t('inbox.check'), render: (_, { id }) => checkTitle(id)[language] },
          {
            title: t('inbox.result'),
            render: (_, { result }) => (
              <StatusMark mark={CHECKED[result] ?? 'off'}>{t(`inbox.results.${result}`)}</StatusMark>
            ),
          },
          { title: t('inbox.count'), align: 'right', render: (_, check) => check.count ?? '' },
          { title: t('inbox.reason'), render: (_, check) => check.reason?.[language] ?? '' },
        ]}
      />
    </details>
  );
}
