/** The role's manual, one page, opened by F1 over whatever is on screen. */
import { Drawer, Typography } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly of: 'seat' | 'room' | 'centre';
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

export function Manual({ of, open, onOpen, onClose }: Props) {
  const { t } = useTranslation('manual');
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      onOpen();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [onOpen]);
  const chapters = t(of, { returnObjects: true }) as unknown as Record<
    string,
    { title: string; text: string }
  >;
  return (
    <Drawer title={t(`titles.${of}`)} open={open} onClose={onClose} size="large">
      {Object.entries(chapters).map(([key, { title, text }]) => (
        <section key={key}>
          <Typography.Title level={4}>{title}</Typography.Title>
          {text.split('\n').map((line) => (
            <Typography.Paragraph key={line}>{line}</Typography.Paragraph>
          ))}
        </section>
      ))}
    </Drawer>
  );
}
