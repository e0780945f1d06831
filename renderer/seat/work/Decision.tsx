/** One check of one bid: passed, or failed with a reason and a place in the bid. What is written for a fail stays until it is confirmed. */
import { Button, Card, Checkbox, Flex, Input, Space, Typography } from 'antd';
import { type KeyboardEvent, memo, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { cellKey } from '../../../shared/evaluation/committee.ts';
import {
  failLacks,
  NOTHING_IN_BID,
  readFailReason,
  writeFailReason,
} from '../../../shared/evaluation/failReason.ts';
import type { Place } from '../../../shared/journal/fields.ts';
import type { ReviewDecision } from '../../../shared/journal/state.ts';
import type { Check } from '../../../shared/project/model.ts';
import type { Draft } from '../../components/drafts.ts';
import { useLanguage } from '../../components/languageOf.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { useSeatDraft } from '../drafts.ts';
import { useSitting } from '../seat.ts';
import { useSending } from '../unsaved.ts';
import { useDesk } from './deskStore.ts';
import { PlaceButton } from './PlaceButton.tsx';

interface Fail {
  /** Whether it is being written; what was written stays also where it is laid aside. */
  readonly open: boolean;
  readonly reason: string;
  readonly nothing: boolean;
  readonly place: Place | null;
}

interface Props {
  readonly bid: string;
  readonly check: Check;
  readonly round: number;
  readonly decided: ReviewDecision | undefined;
  /** Whether it is this line's turn: the one primary button is here. */
  readonly current: boolean;
  /** Told what has been decided by whoever has not gone elsewhere meanwhile. */
  readonly onDecided: (check: string) => void;
}

/** A key that is held down decides one check and not all that follow. */
function once(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}

export const Decision = memo(function Decision({ bid, check, round, decided, current, onDecided }: Props) {
  const { t } = useTranslation('seatWork');
  const { t: common } = useTranslation();
  const { client } = useSitting();
  const language = useLanguage();
  const goTo = useDesk((desk) => desk.goTo);
  const asking = useAsk();
  const send = useSending(`review ${round} ${cellKey(bid, check.id)}`);
  const failButton = useRef<HTMLButtonElement>(null);
  const draft = useSeatDraft<Fail>(['fail', round, cellKey(bid, check.id)], {
    open: false,
    ...readFailReason(decided?.reason ?? ''),
    place: decided?.place ?? null,
  });
  const fail = draft.value;
  const lacks = failLacks(fail, fail.place !== null);
  const primary = current ? 'primary' : 'default';
  const decide = async (pass: boolean) => {
    const from = document.activeElement;
    const place = pass || fail.place === null ? {} : { place: fail.place };
    const reason = pass ? '' : writeFailReason(fail, language);
    const body = { bid, check: check.id, pass, reason, ...place };
    const done = await send(() => asking.run(() => client.ask('act', { act: { type: 'review', body } })));
    if (done === null) return;
    const stayed = from === document.activeElement;
    if (pass) draft.change({ open: false });
    else draft.drop();
    if (stayed) onDecided(check.id);
  };
  const layAside = () => {
    flushSync(() => draft.change({ open: false }));
    failButton.current?.focus();
  };
  const write = () => {
    flushSync(() => draft.change({ open: true }));
    failButton.current?.closest('[data-check]')?.querySelector('textarea')?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') layAside();
    else if (event.key === 'Enter' && event.ctrlKey && lacks === null) void decide(false);
    else return;
    event.preventDefault();
  };
  return (
    <Card
      size="small"
      title={check.name}
      data-check={check.id}
      onFocus={() => goTo(bid, check.id)}
      extra={<Decided decided={decided} />}
    >
      <Flex vertical gap={8}>
        {check.text === undefined ? null : <Typography.Text>{check.text}</Typography.Text>}
        {decided !== undefined && !decided.pass && !fail.open ? (
          <Flex gap={8} align="center" wrap>
            <Typography.Text>{decided.reason}</Typography.Text>
            <PlaceButton place={decided.place ?? null} of={check.name} />
          </Flex>
        ) : null}
        {fail.open ? <FailFields check={check} draft={draft} first={current} onKey={press} /> : null}
        {fail.open && lacks !== null ? (
          <Typography.Text role="status">
            {t(`review.lacks.${lacks}`, { nothing: NOTHING_IN_BID[language] })}
          </Typography.Text>
        ) : null}
        <RefusalNote refusals={asking.refusals} />
        <Space wrap>
          <Button
            data-pass
            data-first={current && !fail.open ? '' : undefined}
            type={fail.open ? 'default' : primary}
            aria-label={t('review.passFor', { check: check.name })}
            loading={asking.busy}
            onKeyDown={once}
            onClick={() => decide(true)}
          >
            {t('review.pass')}
          </Button>
          <Button
            ref={failButton}
            type={fail.open ? primary : 'default'}
            danger={fail.open}
            disabled={fail.open && lacks !== null}
            aria-label={t(fail.open ? 'review.failNowFor' : 'review.failFor', { check: check.name })}
            loading={fail.open && asking.busy}
            onKeyDown={once}
            onClick={() => (fail.open ? decide(false) : write())}
          >
            {t(fail.open ? 'review.failNow' : 'review.fail')}
          </Button>
          {fail.open ? (
            <Button aria-label={t('review.backFor', { check: check.name })} onClick={layAside}>
              {common('back')}
            </Button>
          ) : null}
        </Space>
      </Flex>
    </Card>
  );
});

function Decided({ decided }: { readonly decided: ReviewDecision | undefined }) {
  const { t } = useTranslation('seatWork');
  if (decided === undefined) return <StatusMark mark="wait">{t('review.open')}</StatusMark>;
  return (
    <StatusMark mark={decided.pass ? 'good' : 'bad'}>
      {t(decided.pass ? 'review.passed' : 'review.failed')}
    </StatusMark>
  );
}

/** The reason; then the place, or that there is none. */
function FailFields({
  check,
  draft: { value, change },
  first,
  onKey,
}: {
  readonly check: Check;
  readonly draft: Draft<Fail>;
  /** Whether F6 leads here. */
  readonly first: boolean;
  readonly onKey: (event: KeyboardEvent) => void;
}) {
  const { t } = useTranslation('seatWork');
  const language = useLanguage();
  return (
    <>
      <Input.TextArea
        data-first={first ? '' : undefined}
        aria-label={t('review.reasonFor', { check: check.name })}
        placeholder={t('review.reason')}
        autoSize={{ minRows: 2 }}
        value={value.reason}
        onChange={({ target }) => change({ reason: target.value })}
        onKeyDown={onKey}
      />
      <Flex gap={8} align="center" wrap>
        {value.nothing ? null : (
          <PlaceButton place={value.place} onPlace={(place) => change({ place })} of={check.name} />
        )}
        {value.place !== null ? null : (
          <Checkbox
            checked={value.nothing}
            onChange={({ target }) => change({ nothing: target.checked })}
            style={{ minHeight: 40, alignItems: 'center' }}
          >
            {NOTHING_IN_BID[language]}
          </Checkbox>
        )}
      </Flex>
    </>
  );
}
