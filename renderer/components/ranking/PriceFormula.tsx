/** How a bid's price got its points: whose prices made the benchmark, then the formula with this bid's numbers put in. */
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { printedMoney } from '../../../shared/project/money.ts';
import { exact, printed } from '../../../shared/scoring/exact.ts';
import type { BidExplanation, PriceItem } from '../../../shared/scoring/explanation.ts';

interface Props {
  readonly item: PriceItem;
  readonly name: string;
  readonly found: BidExplanation;
  readonly bidder: (bid: string) => string;
}

export function PriceFormula({ item, name, found, bidder }: Props) {
  const { t } = useTranslation('ranking');
  const { t: common } = useTranslation();
  const { benchmark } = found;
  const side = item.deviation?.value.startsWith('-') ? 'below' : 'above';
  // What the formula counts with, where it takes percents; else the deviation itself.
  const percent =
    item.percent ??
    (item.deviation === undefined ? undefined : printed(exact(item.deviation.value).abs().mul(exact(100))));
  return (
    <Flex vertical gap={4} className="figures" style={{ whiteSpace: 'normal' }}>
      {benchmark === null ? null : (
        <span>
          {t('made')}
          {benchmark.prices.map(({ bid, price, dropped }, i) => (
            <span key={bid}>
              {i === 0 ? '' : t('and')}
              {bidder(bid)} {dropped === undefined ? printedMoney(price) : <s>{printedMoney(price)}</s>}{' '}
              {common('unit.yuan')}
              {dropped === undefined ? '' : t(`left.${dropped}`)}
            </span>
          ))}
          {t('makes', { benchmark: printedMoney(benchmark.value) })}
        </span>
      )}
      <Typography.Text>
        {common('labelled', { label: name, text: t(`formulas.${item.formula.kind}`) })}
      </Typography.Text>
      <span>
        {t('priceNumbers', {
          price: printedMoney(found.evaluatedPrice),
          benchmark: benchmark === null ? '—' : printedMoney(benchmark.value),
        })}
        {percent === undefined ? '' : t(`percent.${side}`, { percent })}
        {item.rate === undefined ? '' : t('rate', { rate: item.rate, max: item.max })}
        {item.bonus === undefined ? '' : t('bonus', { before: item.beforeBonus, bonus: item.bonus })}
        {t('gives', { value: item.points.value, max: item.max })}
      </span>
    </Flex>
  );
}
