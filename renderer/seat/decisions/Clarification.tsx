/** Questions to bidders and their answers (澄清、说明、补正, BR 52): asked by the chair in the committee's name, shown to every member. */
import { Button, Flex, Input, Select, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { responsive } from '../../../shared/evaluation/review.ts';
import { LawQuote } from '../../components/LawQuote.tsx';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { useSeatDraft } from '../drafts.ts';
import { bidName } from '../names.ts';
import { Sheet } from '../Sheet.tsx';
import { useSeat } from '../seat.ts';
import { PhaseWaiting } from '../Waits.tsx';

export function Clarification() {
  const { t } = useTranslation('seatDecisions');
  const { room, me, data, terms } = useSeat();
  const chair = room.chair?.member === me;
  const questions = [...room.questions].map(([key, question]) => ({ key, ...question }));
  return (
    <Sheet title={t('clarification.title')} wide>
      <Typography.Text>{t('clarification.text')}</Typography.Text>
      <LawQuote regime={data.project.regime} on="clarification" />
      <Table
        size="small"
        pagination={false}
        dataSource={questions}
        locale={{ emptyText: t('clarification.none') }}
        columns={[
          { title: t('bid'), width: '14em', render: (_, { bid }) => bidName(data, bid) },
          { title: t('clarification.question'), dataIndex: 'text' },
          {
            title: t('clarification.answer'),
            render: (_, { answer }) =>
              answer === null ? (
                <StatusMark mark="wait">{t('clarification.open')}</StatusMark>
              ) : (
                <Flex vertical>
                  <span>{answer.text}</span>
                  <Typography.Text type="secondary">
                    {t('clarification.signed', { by: answer.signedBy })}
                  </Typography.Text>
                </Flex>
              ),
          },
        ]}
      />
      {chair ? <Ask /> : <PhaseWaiting>{t('clarification.waiting', { chair: terms.chair })}</PhaseWaiting>}
    </Sheet>
  );
}

function Ask() {
  const { t } = useTranslation('seatDecisions');
  const { client, room, data } = useSeat();
  const asking = useAsk();
  const draft = useSeatDraft<{ bid: string | null; text: string }>(['question'], { bid: null, text: '' });
  const { bid, text } = draft.value;
  const ask = async () => {
    const done = await asking.run(() =>
      client.ask('act', { act: { type: 'question', body: { bid: bid ?? '', text } } }),
    );
    if (done !== null) draft.change({ text: '' });
  };
  return (
    <Flex vertical gap={8}>
      <Typography.Text strong>{t('clarification.ask')}</Typography.Text>
      <Select
        aria-label={t('bid')}
        placeholder={t('bid')}
        value={bid}
        onChange={(chosen: string) => draft.change({ bid: chosen })}
        options={responsive(room).map((value) => ({ value, label: bidName(data, value) }))}
      />
      <Input.TextArea
        aria-label={t('clarification.question')}
        placeholder={t('clarification.hint')}
        autoSize={{ minRows: 2 }}
        value={text}
        onChange={({ target }) => draft.change({ text: target.value })}
      />
      <RefusalNote refusals={asking.refusals} />
      <Flex justify="end">
        <Button disabled={bid === null || text.trim() === ''} loading={asking.busy} onClick={ask}>
          {t('clarification.send')}
        </Button>
      </Flex>
    </Flex>
  );
}
