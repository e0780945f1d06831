/** A form's field for a reason that becomes part of the record; it says so. */
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly value: string;
  readonly onChange: (reason: string) => void;
}

export function ReasonField({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Form.Item label={t('reason')} extra={t('reasonHelp')}>
      <Input.TextArea
        aria-label={t('reason')}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </Form.Item>
  );
}
