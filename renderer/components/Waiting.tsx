/** What is waited for, whom it depends on, since when; with a bar, because waiting without one looks like a fault. */
import { Flex, Progress, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCENT } from '../app/theme.ts';
import { useDuration } from './duration.ts';
import { useLanguage } from './languageOf.ts';
import { instantOf, timeBeside } from './moments.ts';

interface Props {
  readonly children: ReactNode;
  /** RFC 3339; null where nobody can say. */
  readonly since: string | null;
  /** Done parts of how many, where that is known. */
  readonly done?: number;
  readonly of?: number;
  /** Milliseconds by which this machine's clock is behind the one that `since` was told by. */
  readonly behind?: number;
}

export function Waiting({ children, since, done, of, behind = 0 }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const duration = useDuration(since, behind);
  const label = typeof children === 'string' ? children : duration;
  // Where all have done their part something else is waited for, and nobody can say how far that is: a full bar would say that it is over.
  const known = done !== undefined && of !== undefined && done < of;
  return (
    <Flex vertical gap={8} role="status">
      <Typography.Text strong>{children}</Typography.Text>
      {known ? (
        <Progress
          aria-label={label}
          percent={Math.floor((done * 100) / of)}
          strokeColor={ACCENT}
          size={{ height: 8 }}
        />
      ) : (
        <div role="progressbar" aria-label={label} className="waiting-bar" />
      )}
      {since === null ? null : (
        <Typography.Text type="secondary">
          {t('waitingSince', {
            since: timeBeside(since, instantOf(Date.now() + behind), language),
            duration,
          })}
        </Typography.Text>
      )}
    </Flex>
  );
}
