/** An exact decimal, aligned with those above and below it by its point. */
interface Props {
  /** As the core writes it; null shows a dash. */
  readonly value: string | null;
  /** Places that the column has room for after the point. */
  readonly places: number;
  readonly unit?: string;
  /** Thousands in groups, for money. */
  readonly grouped?: boolean;
  readonly struck?: boolean;
}

/** Thousands in groups, for money: 34,889,612.35. */
export function inGroups(value: string): string {
  const [whole = '', fraction] = value.split('.');
  const shown = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? shown : `${shown}.${fraction}`;
}

export function Figure({ value, places, unit, grouped = false, struck = false }: Props) {
  if (value === null) return <span className="figures">—</span>;
  const [whole = '', fraction = ''] = value.split('.');
  const shown = grouped ? inGroups(whole) : whole;
  // What fills the column is there for the eye alone.
  const filled = places - fraction.length + (fraction === '' && places > 0 ? 1 : 0);
  const number = fraction === '' ? shown : `${shown}.${fraction}`;
  return (
    <span className="figures">
      {struck ? <s>{number}</s> : number}
      <span aria-hidden="true" style={{ visibility: 'hidden' }}>
        {fraction === '' && places > 0 ? `.${'0'.repeat(filled - 1)}` : '0'.repeat(Math.max(0, filled))}
      </span>
      {unit === undefined ? null : <span style={{ marginInlineStart: '0.3em' }}>{unit}</span>}
    </span>
  );
}
