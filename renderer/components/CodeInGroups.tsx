/** A check code (校验码) in short groups that can be read aloud and compared; where a part is shown it is marked as one, and the whole is a click away. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { groupsOf } from './codeGroups.ts';

interface Props {
  /** Hex. */
  readonly code: string;
  /** Groups of four that are shown until the whole is asked for; all where absent. */
  readonly groups?: number;
}

export function CodeInGroups({ code, groups }: Props) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const { shown, all, cut } = groupsOf(code, whole ? undefined : groups);
  if (!cut && !whole) return <div className="grouped-code">{shown}</div>;
  return (
    <div title={all}>
      <span className="grouped-code">{shown}</span>
      <Button type="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? t('code.part') : t('code.whole')}
      </Button>
    </div>
  );
}
