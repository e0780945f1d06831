/** The desk: shelf, document, sheet, side by side. */
import { Splitter } from 'antd';
import { memo, type ReactNode, useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../../shared/journal/fields.ts';
import { LINE, PAPER } from '../../app/theme.ts';
import { DocumentPane } from '../documents/DocumentPane.tsx';
import { useDesk } from './deskStore.ts';

interface Props {
  readonly shelf: ReactNode;
  /** Stands above the sheet and does not scroll with it. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

/** What changes in one pane is nothing that another one would have to be laid out for. */
const PANE = { height: '100%', contain: 'strict' } as const;

export const WorkDesk = memo(function WorkDesk({ shelf, head, children }: Props) {
  const { t } = useTranslation('seatWork');
  // Whoever waits for a place is gone with the desk.
  useEffect(() => () => useDesk.getState().mark(null), []);

  return (
    <Splitter style={{ height: '100%' }}>
      <Splitter.Panel defaultSize="15%" min="12%" max="30%" collapsible>
        <nav data-pane aria-label={t('shelf.title')} style={{ ...PANE, overflow: 'auto', background: PAPER }}>
          {shelf}
        </nav>
      </Splitter.Panel>
      <Splitter.Panel defaultSize="47%" min="25%" collapsible>
        <section data-pane aria-label={t('documents')} style={{ ...PANE, borderInline: `1px solid ${LINE}` }}>
          <Documents />
        </section>
      </Splitter.Panel>
      <Splitter.Panel min="28%">
        <section
          data-pane
          aria-label={t('sheet')}
          style={{ ...PANE, display: 'flex', flexDirection: 'column', background: PAPER }}
        >
          {head}
          <div style={{ flex: '1 1 0', minHeight: 0, overflow: 'auto', scrollPaddingBlockEnd: '3.5em' }}>
            {children}
          </div>
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
  const marking = useDesk((desk) => desk.marking !== null);
  const onPlace = useCallback((place: Place | null): void => {
    const { marking, mark } = useDesk.getState();
    if (place !== null) marking?.(place);
    mark(null);
  }, []);
  return <DocumentPane bid={bid} showing={showing} marking={marking} onShow={UNTOLD} onPlace={onPlace} />;
});
