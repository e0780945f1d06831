/** The two answers to the report: agree and sign, or dissent. Neither is open before the report is on the screen: both are a signature under it. */
import { Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Whether the report is on the screen. */
  readonly drawn: boolean;
  readonly onAgree: () => void;
  readonly onDissent: () => void;
}

export function OpinionButtons({ drawn, onAgree, onDissent }: Props) {
  const { t } = useTranslation('seatDecisions');
  return (
    <Flex vertical gap={8}>
      {drawn ? null : <Typography.Text role="status">{t('signing.notDrawn')}</Typography.Text>}
      <Button type="primary" size="large" disabled={!drawn} onClick={onAgree}>
        {t('signing.sign')}
      </Button>
      <Button disabled={!drawn} onClick={onDissent}>
        {t('signing.dissent')}
      </Button>
    </Flex>
  );
}
