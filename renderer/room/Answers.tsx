/** A bidder's answer has come in by the platform or on a supervised disk: it is entered as it is, and who signed it. */
import { Button, Card, Flex, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useRoomDraft } from './drafts.ts';
import { act, useRoom } from './supervise.ts';

export function Answers({ questions }: { readonly questions: readonly string[] }) {
  return (
    <>
      {questions.map((question) => (
        <Answer key={question} question={question} />
      ))}
    </>
  );
}

function Answer({ question }: { readonly question: string }) {
  const { t } = useTranslation('room');
  const { client, room, data } = useRoom();
  const asking = useAsk();
  const draft = useRoomDraft(['answer', question], { text: '', signedBy: '' });
  const { text, signedBy } = draft.value;
  const asked = room.questions.get(question)!;
  const enter = async () => {
    const body = { question, text, signedBy };
    if ((await asking.run(() => act(client, { type: 'answer', body }))) !== null) draft.drop();
  };
  const bidder = data.bids.find(({ bid }) => bid === asked.bid)?.name ?? asked.bid;
  return (
    <Card size="small" title={t('answer.title', { bidder })}>
      <Flex vertical gap={8}>
        <Typography.Text strong>{asked.text}</Typography.Text>
        <Input.TextArea
          aria-label={t('answer.text')}
          placeholder={t('answer.text')}
          autoSize={{ minRows: 2 }}
          value={text}
          onChange={({ target }) => draft.change({ text: target.value })}
        />
        <Input
          aria-label={t('answer.signedBy')}
          placeholder={t('answer.signedBy')}
          value={signedBy}
          onChange={({ target }) => draft.change({ signedBy: target.value })}
        />
        <RefusalNote refusals={asking.refusals} />
        <Flex justify="end">
          <Button
            type="primary"
            disabled={text.trim() === '' || signedBy.trim() === ''}
            loading={asking.busy}
            onClick={enter}
          >
            {t('answer.enter')}
          </Button>
        </Flex>
      </Flex>
    </Card>
  );
}
