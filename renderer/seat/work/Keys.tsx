/** The keys of the sheet. */
import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';

const KEYS = [
  ['Enter', 'enter'],
  ['↑ ↓', 'move'],
  ['Ctrl + ← →', 'beside'],
  ['F8', 'sameItem'],
  ['Esc', 'restore'],
  ['Ctrl + Z', 'undo'],
  ['F2', 'matrix'],
  ['F6', 'panes'],
  ['Ctrl + F', 'search'],
  ['?', 'keys'],
  ['F1', 'manual'],
] as const;

export function Keys() {
  const { t } = useTranslation('seatWork');
  return (
    <Descriptions
      column={1}
      size="small"
      bordered
      items={KEYS.map(([key, name]) => ({ key, label: <kbd>{key}</kbd>, children: t(`keys.${name}`) }))}
    />
  );
}
