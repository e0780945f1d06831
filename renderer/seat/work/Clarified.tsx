/** What was asked of this bid's bidder and what he answered (澄清、说明、补正): whoever judges the bid has it beside the sheet, in every later phase. */
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { seatStore } from '../seat.ts';

export function Clarified({ bid }: { readonly bid: string }) {
  const { t } = useTranslation('seatWork');
  const { t: decisions } = useTranslation('seatDecisions');
  // Question and answer after each other: a question gets its answer in place.
  const told = useStore(
    seatStore,
    useShallow(({ room }) =>
      [...(room?.questions.values() ?? [])].flatMap((one) => (one.bid === bid ? [one, one.answer] : [])),
    ),
  );
  const questions = told.flatMap((one) => (one !== null && 'bid' in one ? [one] : []));
  if (questions.length === 0) return null;
  return (
    <details>
      <summary style={{ cursor: 'pointer', padding: '8px 0' }}>
        {t('clarified', { count: questions.length })}
      </summary>
      {questions.map(({ seq, text, answer }) => (
        <div key={seq} style={{ margin: '0 0 8px 1.2em' }}>
          <Typography.Text strong>{text}</Typography.Text>
          <br />
          {answer === null ? (
            <Typography.Text type="secondary">{decisions('clarification.open')}</Typography.Text>
          ) : (
            <>
              <Typography.Text>{answer.text}</Typography.Text>
              <br />
              <Typography.Text type="secondary">
                {decisions('clarification.signed', { by: answer.signedBy })}
              </Typography.Text>
            </>
          )}
        </div>
      ))}
    </details>
  );
}
