/** An exact decimal, aligned with those above and below it by its point. */
import { printedMoney } from '../../shared/project/money.ts';

interface Props {
  /** As the core writes it; null shows a dash. */
  readonly value: string | null;
  /** Places that the column has room for after the point. */
  readonly places: number;
  readonly unit?: string;
  readonly money?: boolean;
  /** For differences: what is above nothing has its sign as well. */
  readonly signed?: boolean;
  readonly struck?: boolean;
}

const ABOVE_ZERO = /^(?!-).*[1-9]/;

export function Figure({ value, places, unit, money = false, signed = false, struck = false }: Props) {
  if (value === null) return <span className="figures">—</span>;
  const printed = money ? printedMoney(value) : value;
  const number = signed && ABOVE_ZERO.test(printed) ? `+${printed}` : printed;
  const { length } = number.split('.')[1] ?? '';
  // What fills the column is there for the eye alone.
  const filled = Math.max(0, places - length);
  return (
    <span className="figures">
      {struck ? <s>{number}</s> : number}
      <span aria-hidden="true" style={{ visibility: 'hidden' }}>
        {length === 0 && places > 0 ? '.' : ''}
        {'0'.repeat(filled)}
      </span>
      {unit === undefined ? null : <span style={{ marginInlineStart: '0.3em' }}>{unit}</span>}
    </span>
  );
}
