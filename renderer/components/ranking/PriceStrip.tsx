/** The evaluated prices on one line, with the benchmark; the numbers stand beside it. */
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { printedMoney } from '../../../shared/project/money.ts';

interface Props {
  /** Null where there is none. */
  readonly benchmark: string | null;
  readonly prices: readonly { readonly label: string; readonly price: string }[];
}

const HEIGHT = 48;
const EDGE = 0.05;

export function PriceStrip({ benchmark, prices }: Props) {
  const { t } = useTranslation('ranking');
  const { t: common } = useTranslation();
  if (prices.length === 0) return null;
  const priced = ({ label, price }: Props['prices'][number]): string =>
    t('priced', { label, price: printedMoney(price) });
  const numbers = [
    ...prices.map(({ price }) => Number(price)),
    ...(benchmark === null ? [] : [Number(benchmark)]),
  ];
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const span = high === low ? 1 : high - low;
  const at = (value: string): string =>
    `${((Number(value) - low) / span) * (1 - 2 * EDGE) * 100 + EDGE * 100}%`;
  return (
    <Flex vertical gap={4}>
      <Typography.Text strong>{t('spread')}</Typography.Text>
      <svg width="100%" height={HEIGHT} role="img" aria-label={t('spread')}>
        <line x1="0" x2="100%" y1={HEIGHT / 2} y2={HEIGHT / 2} stroke="#8c959f" />
        {benchmark === null ? null : (
          <line
            x1={at(benchmark)}
            x2={at(benchmark)}
            y1="2"
            y2={HEIGHT - 2}
            stroke="#b3261e"
            strokeWidth="3"
          />
        )}
        {prices.map((one) => (
          <circle key={one.label} cx={at(one.price)} cy={HEIGHT / 2} r="7" fill="#1f4e8c">
            <title>{priced(one)}</title>
          </circle>
        ))}
      </svg>
      <Typography.Text type="secondary" className="figures" style={{ whiteSpace: 'normal' }}>
        {[
          benchmark === null ? t('noBenchmark') : t('benchmark', { value: printedMoney(benchmark) }),
          ...prices.map(priced),
        ].join(common('clauses'))}
      </Typography.Text>
    </Flex>
  );
}
