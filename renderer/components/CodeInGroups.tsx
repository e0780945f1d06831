/** A check code (校验码) in short groups that can be read aloud and compared. */
interface Props {
  /** Hex. */
  readonly code: string;
  /** Groups of four that are shown; all where absent. */
  readonly groups?: number;
}

export function CodeInGroups({ code, groups }: Props) {
  const all = code.toUpperCase().match(/.{1,4}/g) ?? [];
  return <div className="grouped-code">{all.slice(0, groups ?? all.length).join(' ')}</div>;
}
