/** Submitting: what is still open, with links; then what will happen; then the one button. */
import { Alert, Button, Flex, Input, type InputRef, Modal, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { cellKey } from '../../../shared/evaluation/committee.ts';
import { refuse } from '../../../shared/refusal.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { SlipCodeField } from '../../components/SlipCodeField.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { unlock } from '../lock/pin.ts';
import { bidName } from '../names.ts';
import { useSeat } from '../seat.ts';
import { useDesk } from './deskStore.ts';
import type { At } from './moves.ts';
import { openIn, useScoring } from './scoring.ts';

/** Links that are shown; the rest is counted. */
const SHOWN = 20;
/** Milliseconds: what the window knows of the room may be a moment old. */
const AGAIN = 250;

export function Submitting({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('seatWork');
  const { t: common } = useTranslation();
  const { client, status, data } = useSeat();
  const { grid, items, cells } = useScoring();
  const all = useStore(cells.store);
  const goTo = useDesk((desk) => desk.goTo);
  const asking = useAsk();
  const [pin, setPin] = useState('');
  const [forgotten, setForgotten] = useState(false);
  /** How often he, and then this window for him, has submitted while a score was on its way: it is done by itself when that has arrived. */
  const [early, setEarly] = useState(0);
  const waiting = status.acts.saved - status.acts.received;
  const scored = ({ bid, item }: At): boolean => (all[cellKey(bid, item)]?.saved.score ?? null) !== null;
  // What looks done and is not saved is named first.
  const open = openIn(grid, all).sort((one, other) => Number(scored(other)) - Number(scored(one)));
  const jump = (bid: string, item: string): void => {
    onClose();
    goTo(bid, item);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cellKey(bid, item))}"]`)?.focus(),
    );
  };
  /** @param shown with what he submits; null: he has shown it before */
  const send = async (shown: Parameters<typeof unlock>[1] | null) => {
    const done = await asking.run(async () => {
      // What was typed last may still be refused: then it is named here, and nothing is submitted.
      await cells.settle();
      if (openIn(grid, cells.store.getState()).length > 0) return refuse();
      const unlocked = shown === null ? null : await unlock(client, shown);
      const answer = unlocked?.ok === false ? unlocked : await client.ask('submit', {});
      const tooEarly = !answer.ok && answer.refusals.some(({ code }) => code === 'SUBMIT_WAITING');
      setEarly((times) => (tooEarly ? times + 1 : 0));
      return answer;
    });
    if (done !== null) onClose();
  };
  const allThere = waiting === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each try, when everything has arrived
  useEffect(() => {
    if (early === 0 || !allThere) return;
    const timer = setTimeout(() => void send(null), AGAIN);
    return () => clearTimeout(timer);
  }, [early, allThere]);
  const refusals = early > 0 ? [] : asking.refusals;
  /** Where there is no PIN any more, too. */
  const bySlip = forgotten || !status.pin;
  const submit = () => send({ pin });
  const complete = open.length === 0;
  const field = useRef<InputRef>(null);
  // The last Enter of the sheet has opened this; the PIN is typed next. Its field may come later than the dialog.
  useEffect(() => {
    if (complete && !bySlip) field.current?.focus();
  }, [complete, bySlip]);
  return (
    <Modal
      open
      title={t('submit.title')}
      okText={t('submit.now')}
      okButtonProps={{ disabled: !complete || bySlip || pin === '' }}
      cancelText={common('back')}
      confirmLoading={asking.busy || early > 0}
      onOk={submit}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        {complete ? (
          <Typography.Text>{t('submit.complete')}</Typography.Text>
        ) : (
          <>
            <Typography.Text strong>{t('submit.missing', { count: open.length })}</Typography.Text>
            <Flex vertical align="start">
              {open.slice(0, SHOWN).map(({ bid, item }) => (
                <Button
                  key={cellKey(bid, item)}
                  type="link"
                  style={{ height: 'auto', minHeight: 40, textAlign: 'start', whiteSpace: 'normal' }}
                  onClick={() => jump(bid, item)}
                >
                  {common('labelled', { label: bidName(data, bid), text: items.get(item)?.name ?? item })}
                  {scored({ bid, item }) ? t('submit.unsaved') : ''}
                </Button>
              ))}
            </Flex>
          </>
        )}
        <Typography.Text>{t('submit.promise')}</Typography.Text>
        {complete ? (
          <>
            {bySlip ? (
              <SlipCodeField busy={asking.busy} refusals={refusals} onCode={(slip) => send({ slip })} />
            ) : (
              <Input.Password
                ref={field}
                aria-label={t('pin')}
                placeholder={t('pin')}
                inputMode="numeric"
                value={pin}
                onChange={({ target }) => setPin(target.value)}
                onPressEnter={submit}
              />
            )}
            <Button
              type="link"
              style={{ alignSelf: 'start' }}
              onClick={() => {
                asking.clear();
                setForgotten(!forgotten);
              }}
            >
              {t(forgotten ? 'submit.byPin' : 'submit.forgotten')}
            </Button>
          </>
        ) : null}
        {early > 0 && !allThere ? (
          <Alert role="status" type="info" showIcon title={t('submit.onItsWay', { count: waiting })} />
        ) : null}
        {bySlip && complete ? null : <RefusalNote refusals={refusals} />}
      </Flex>
    </Modal>
  );
}
