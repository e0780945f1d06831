/** The state of a line in one sentence with what can be done about it: under the frame, on every screen. */
import { Alert, Button, Flex, Typography } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpen, type Line, type Side } from '../../../shared/intercom/line.ts';
import type { Call } from '../../../shared/journal/state.ts';
import type { Refusal, Result } from '../../../shared/refusal.ts';
import { useNow } from '../clock.ts';
import { timeOfDay } from '../moments.ts';
import { RefusalNote } from '../RefusalNote.tsx';
import { useAsk } from '../useAsk.ts';
import { startRinging } from './ringing.ts';

interface Props {
  readonly line: Line;
  /** The side on which this window stands. */
  readonly side: Side;
  /** Whom this window speaks with. */
  readonly peer: string;
  /** As the journal holds it; null before. */
  readonly call: Call | null;
  /** The other side is connected. */
  readonly connected: boolean;
  /** The line is a bidder's representative's. */
  readonly bidder: boolean;
  readonly refusals: readonly Refusal[];
  readonly onAccept: () => Promise<Result<unknown>>;
  /** Declines, takes back, or hangs up. */
  readonly onEnd: () => Promise<Result<unknown>>;
  /** What has ended has been read. */
  readonly onClose: () => void;
}

export function CallBar(props: Props) {
  const { line, side, peer, call, connected, bidder, refusals } = props;
  const { t } = useTranslation('calls');
  const asking = useAsk();
  const rung = line.state === 'ringing' && line.by !== side;
  useEffect(() => (rung ? startRinging() : undefined), [rung]);
  const open = isOpen(line);
  const failed = line.state === 'failed' || line.state === 'refused';
  const talking = line.state === 'accepted' && call !== null && connected;
  return (
    <Alert
      banner
      role={rung ? 'alert' : 'status'}
      type={rung || failed ? 'warning' : talking ? 'success' : 'info'}
      data-call={talking ? 'talking' : line.state}
      title={
        <Flex gap={12} align="center" justify="space-between" wrap>
          <Flex vertical style={{ flex: '1 1 24em', minWidth: 0 }}>
            <Typography.Text strong>
              <Sentence {...{ line, side, peer, call, connected }} here={refusals[0]} />
            </Typography.Text>
            {open ? <Typography.Text type="secondary">{t('masked')}</Typography.Text> : null}
            {open && bidder ? <Typography.Text type="secondary">{t('written')}</Typography.Text> : null}
            <RefusalNote refusals={asking.refusals} />
          </Flex>
          <Flex gap={8}>
            {rung ? (
              <Button type="primary" loading={asking.busy} onClick={() => asking.run(props.onAccept)}>
                {t('accept')}
              </Button>
            ) : null}
            {open ? (
              <Button danger={line.state === 'accepted'} onClick={() => asking.run(props.onEnd)}>
                {t(line.state === 'accepted' ? 'hangUp' : rung ? 'decline' : 'withdraw')}
              </Button>
            ) : (
              <Button onClick={props.onClose}>{t('close')}</Button>
            )}
          </Flex>
        </Flex>
      }
    />
  );
}

interface Said extends Pick<Props, 'line' | 'side' | 'peer' | 'call' | 'connected'> {
  /** Why it came to nothing at this very window: it says more than what the other side is told. */
  readonly here: Refusal | undefined;
}

function Sentence({ line, side, peer, call, connected, here }: Said) {
  const { t, i18n } = useTranslation('calls');
  const since = timeOfDay(line.since, true);
  const own = line.by === side;
  switch (line.state) {
    case 'ringing':
      return t(own ? 'ringing' : 'rung', { peer, since });
    case 'accepted':
      if (call === null || !connected) return t('connecting', { peer, since });
      return <Talking peer={peer} since={call.at} />;
    case 'refused':
    case 'failed': {
      const problem = (here ?? line.problem)?.[i18n.language === 'en' ? 'en' : 'zh'] ?? '';
      return t('failed', { peer, problem });
    }
    case 'declined':
      return t(own ? 'declined' : 'declinedHere', { peer, since });
    case 'withdrawn':
      return t('withdrawn', { peer, since });
    case 'unanswered':
      return t('unanswered', { peer, since });
    case 'over': {
      if (call?.end == null) return t('over', { peer });
      const times = { from: timeOfDay(call.at, true), to: timeOfDay(call.end.at, true) };
      return t(call.end.how === 'lost' ? 'lost' : 'hungUp', { peer, ...times });
    }
  }
}

function Talking({ peer, since }: { readonly peer: string; readonly since: string }) {
  const { t } = useTranslation('calls');
  const now = useNow();
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  const lasts = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <>
      {t('talking', { peer, since: timeOfDay(since, true) })}
      <span className="figures">{t('lasts', { lasts })}</span>
    </>
  );
}
