/** The role's manual, one page with pictures from the rehearsal, opened by F1 over whatever is on screen. */
import { Drawer, Typography } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LINE } from '../app/theme.ts';
import { useLanguage } from './languageOf.ts';
import { hearKeys } from './windowKeys.ts';

/** Which screen shows what a chapter speaks of; `build/manualPictures.ts` takes them from a rehearsal. */
const PICTURES = {
  chooser: {},
  seat: { entry: 'seat-slip', work: 'seat-sheet', sign: 'seat-signing' },
  room: { begin: 'room-admission', watch: 'room-overview', wall: 'room-wall', seal: 'room-closing' },
  centre: {
    prepare: 'centre-prepare',
    inbox: 'centre-inbox',
    result: 'centre-ranking',
    playback: 'centre-playback',
  },
} as const;

export type ManualOf = keyof typeof PICTURES;

interface Props {
  readonly of: ManualOf;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  /** Over the chapters. */
  readonly children?: ReactNode;
}

export function Manual({ of, open, onOpen, onClose, children }: Props) {
  const { t } = useTranslation('manual');
  const language = useLanguage();
  const pictures: Readonly<Record<string, string>> = PICTURES[of];
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      onOpen();
    };
    return hearKeys(hear);
  }, [onOpen]);
  const chapters = t(of, { returnObjects: true }) as unknown as Record<
    string,
    { title: string; text: string }
  >;
  return (
    <Drawer
      title={t(`titles.${of}`)}
      open={open}
      onClose={onClose}
      size="large"
      styles={{ body: { padding: 0, overflow: 'hidden' } }}
    >
      {/* Without anything in it that takes the keyboard, it is scrolled by itself. */}
      <section
        aria-label={t(`titles.${of}`)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse reads on by the arrow keys
        tabIndex={0}
        style={{ height: '100%', overflowY: 'auto', padding: 24 }}
      >
        {children}
        {Object.entries(chapters).map(([key, { title, text }]) => (
          <section key={key}>
            <Typography.Title level={4}>{title}</Typography.Title>
            {text.split('\n').map((line) => (
              <Typography.Paragraph key={line}>{line}</Typography.Paragraph>
            ))}
            {pictures[key] === undefined ? null : (
              <img
                src={`manual/${pictures[key]}-${language === 'en' ? 'en' : 'zh-CN'}.png`}
                alt={t('picture', { title })}
                style={{ width: '100%', border: `1px solid ${LINE}` }}
              />
            )}
          </section>
        ))}
      </section>
    </Drawer>
  );
}
