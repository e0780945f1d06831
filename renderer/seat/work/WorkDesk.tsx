/** The desk: shelf, document, sheet, side by side; F6 goes from one to the next. */
import { Flex, Splitter } from 'antd';
import { memo, type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../../shared/journal/fields.ts';
import { LINE, PAPER } from '../../app/theme.ts';
import { hearKeys } from '../../components/windowKeys.ts';
import { DocumentPane } from '../documents/DocumentPane.tsx';
import { useDesk } from './deskStore.ts';

interface Props {
  readonly shelf: ReactNode;
  readonly children: ReactNode;
}

/** What changes in one pane is nothing that another one would have to be laid out for. */
const PANE = { height: '100%', contain: 'strict' } as const;

const FOCUSABLE = 'input, button, select, textarea, a[href], [tabindex]:not([tabindex="-1"])';

export const WorkDesk = memo(function WorkDesk({ shelf, children }: Props) {
  const { t } = useTranslation('seatWork');
  const marking = useDesk((desk) => desk.marking);
  const panes = [useRef<HTMLElement>(null), useRef<HTMLElement>(null), useRef<HTMLElement>(null)];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the three references never change
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== 'F6') return;
      event.preventDefault();
      const at = panes.findIndex(({ current }) => current?.contains(document.activeElement) ?? false);
      const next = panes[(at + (event.shiftKey ? panes.length - 1 : 1)) % panes.length]!.current;
      (
        next?.querySelector<HTMLElement>('[data-first]') ?? next?.querySelector<HTMLElement>(FOCUSABLE)
      )?.focus();
    };
    return hearKeys(hear);
  }, []);

  return (
    <Splitter style={{ height: '100%' }}>
      <Splitter.Panel defaultSize="15%" min="12%" max="30%" collapsible>
        <nav
          ref={panes[0]}
          aria-label={t('shelf.title')}
          style={{ ...PANE, overflow: 'auto', background: PAPER }}
        >
          {shelf}
        </nav>
      </Splitter.Panel>
      <Splitter.Panel defaultSize="47%" min="25%" collapsible>
        <section
          ref={panes[1]}
          aria-label={t('documents')}
          style={{
            display: 'flex',
            flexDirection: 'column',
            ...PANE,
            borderInline: `1px solid ${LINE}`,
          }}
        >
          {marking === null ? null : (
            <Flex role="status" style={{ padding: '6px 12px', background: '#fff5dd' }}>
              {t('markNow')}
            </Flex>
          )}
          <div style={{ flex: '1 1 0', minHeight: 0 }}>
            <Documents />
          </div>
        </section>
      </Splitter.Panel>
      <Splitter.Panel min="28%">
        <section
          ref={panes[2]}
          aria-label={t('sheet')}
          style={{ ...PANE, overflow: 'auto', background: PAPER }}
        >
          {children}
        </section>
      </Splitter.Panel>
    </Splitter>
  );
});

const UNTOLD = (): void => undefined;

/** Not drawn anew with the sheet, of which every key draws a part. */
const Documents = memo(function Documents() {
  const bid = useDesk((desk) => desk.bid);
  const showing = useDesk((desk) => desk.showing);
  const onPlace = useCallback((place: Place | null): void => {
    const { marking, mark } = useDesk.getState();
    if (place !== null) marking?.(place);
    mark(null);
  }, []);
  return <DocumentPane bid={bid} showing={showing} onShow={UNTOLD} onPlace={onPlace} />;
});
