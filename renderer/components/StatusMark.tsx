/** A state in a word with its sign; colour only repeats what both say. */
import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { Tag } from 'antd';
import { memo } from 'react';

const MARKS = {
  good: { icon: <CheckCircleOutlined aria-hidden />, color: 'success' },
  wait: { icon: <ClockCircleOutlined aria-hidden />, color: 'processing' },
  warn: { icon: <ExclamationCircleOutlined aria-hidden />, color: 'warning' },
  bad: { icon: <CloseCircleOutlined aria-hidden />, color: 'error' },
  off: { icon: <MinusCircleOutlined aria-hidden />, color: 'default' },
} as const;

export type Mark = keyof typeof MARKS;

interface Props {
  readonly mark: Mark;
  readonly children: string;
}

export const StatusMark = memo(function StatusMark({ mark, children }: Props) {
  const { icon, color } = MARKS[mark];
  return (
    <Tag icon={icon} color={color} variant="outlined">
      {children}
    </Tag>
  );
});
