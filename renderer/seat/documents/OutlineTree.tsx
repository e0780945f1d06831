/** The document's own table of contents; a click leads to the page. */
import { Empty, Tree, Typography } from 'antd';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Key, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Outline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;
type Destination = Outline[number]['dest'];

interface Branch {
  readonly key: string;
  readonly title: string;
  readonly dest: Destination;
  readonly children: Branch[];
}

interface Props {
  readonly pdf: PDFDocumentProxy;
  readonly height: number;
  /** @param down how far down on the page, 0 to 1 */
  readonly onGo: (page: number, down: number) => void;
}

/** Entries up to which all chapters stand open at first. */
const FEW = 24;

const branchesOf = (items: Outline, above = ''): Branch[] =>
  items.map(({ title, dest, items: below }, i) => {
    const key = `${above}${i}`;
    return { key, title, dest, children: branchesOf(below, `${key}.`) };
  });

const allOf = (branches: readonly Branch[]): Branch[] =>
  branches.flatMap((branch) => [branch, ...allOf(branch.children)]);

/** Null where the destination leads nowhere in this document. */
async function placeOf(
  pdf: PDFDocumentProxy,
  dest: Destination,
): Promise<{ readonly page: number; readonly down: number } | null> {
  const explicit = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
  if (!Array.isArray(explicit)) return null;
  const [ref, kind, , height] = explicit as unknown[];
  const index = typeof ref === 'number' ? ref : await pdf.getPageIndex(ref as { num: number; gen: number });
  const page = await pdf.getPage(index + 1);
  const named = (kind as { readonly name?: string } | undefined)?.name;
  const given = named === 'XYZ' ? height : named === 'FitH' ? (explicit as unknown[])[2] : null;
  if (typeof given !== 'number' || page.rotate !== 0) return { page: index + 1, down: 0 };
  const [, lower, , upper] = page.view as [number, number, number, number];
  return { page: index + 1, down: Math.min(1, Math.max(0, (upper - given) / (upper - lower))) };
}

export function OutlineTree({ pdf, height, onGo }: Props) {
  const { t } = useTranslation('seatDocuments');
  const [branches, setBranches] = useState<Branch[] | null>(null);
  useEffect(() => {
    let left = false;
    pdf.getOutline().then(
      (outline) => left || setBranches(branchesOf(outline ?? [])),
      () => left || setBranches([]),
    );
    return () => {
      left = true;
    };
  }, [pdf]);

  async function go([key]: readonly Key[]): Promise<void> {
    const branch = allOf(branches ?? []).find((one) => one.key === key);
    const place = branch === undefined ? null : await placeOf(pdf, branch.dest).catch(() => null);
    if (place !== null) onGo(place.page, place.down);
  }

  if (branches === null) return <Typography.Text type="secondary">{t('outline.reading')}</Typography.Text>;
  if (branches.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('outline.none')} />;
  return (
    <Tree
      aria-label={t('outline.title')}
      blockNode
      height={height}
      treeData={branches}
      defaultExpandAll={allOf(branches).length <= FEW}
      selectedKeys={[]}
      onSelect={go}
    />
  );
}
