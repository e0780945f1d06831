/** A verdict: what has not passed and why, the counts, and behind them the numbered checks, each passed, failed or not checked. */
import { Flex, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Standing } from '../../shared/verdict/standing.ts';
import { checkTitle, type Verdict } from '../../shared/verdict/verdict.ts';
import { useLanguage } from '../components/languageOf.ts';
import { withMoments } from '../components/moments.ts';
import { type Mark, StatusMark } from '../components/StatusMark.tsx';

const CHECKED: Readonly<Record<string, Mark>> = { PASS: 'good', FAIL: 'bad', 'NOT CHECKED': 'warn' };

type Check = Verdict['checks'][number];

interface Props {
  readonly counts: NonNullable<Standing['counts']>;
  readonly verdict: Verdict;
}

export function VerdictLines({ counts, verdict }: Props) {
  const { t } = useTranslation('centre');
  const language = useLanguage();
  const why = ({ reason }: Check): string => (reason == null ? '' : withMoments(reason[language], language));
  const open = verdict.checks.filter(({ result }) => result !== 'PASS');
  return (
    <div>
      {open.length === 0 ? null : (
        <Flex component="ul" vertical gap={4} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {open.map((check) => (
            <li key={check.number}>
              <StatusMark mark={CHECKED[check.result] ?? 'off'}>
                {t(`inbox.results.${check.result}`)}
              </StatusMark>{' '}
              {t(why(check) === '' ? 'inbox.line' : 'inbox.lineWhy', {
                number: check.number,
                check: checkTitle(check.id)[language],
                why: why(check),
              })}
            </li>
          ))}
        </Flex>
      )}
      <details>
        <summary style={{ cursor: 'pointer', lineHeight: '40px' }}>{t('inbox.verdict', counts)}</summary>
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
            { title: t('inbox.reason'), render: (_, check) => why(check) },
          ]}
        />
      </details>
    </div>
  );
}
