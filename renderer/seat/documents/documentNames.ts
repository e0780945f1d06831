/** How documents are called: a place names a document by the last two parts of its path in the package, `B1/tech.pdf`, which no other has. */

export interface DocumentPaths {
  readonly tender: readonly string[];
  readonly bids: Readonly<Record<string, readonly string[]>>;
}

/** As a place of the journal names it. */
export const documentName = (path: string): string => path.split('/').slice(-2).join('/');

/** As people read it beside the bid's name: without folder and ending. */
export const documentTitle = (path: string): string =>
  (path.split('/').at(-1) ?? path).replace(/\.pdf$/iu, '');

/** A place's document as people read it: the bidder's name and the document's; the tender's documents have their own name alone. */
export function placeTitle(document: string, nameOf: (bid: string) => string | undefined): string {
  const name = nameOf(document.split('/')[0]!);
  return name === undefined ? documentTitle(document) : `${name} · ${documentTitle(document)}`;
}

/** Paths of a bid's documents, or of the tender's where `bid` is null. */
export const documentsOf = (paths: DocumentPaths, bid: string | null): readonly string[] =>
  (bid === null ? paths.tender : paths.bids[bid]) ?? [];

export interface FoundDocument {
  /** Null: the tender. */
  readonly bid: string | null;
  readonly path: string;
}

/** The document of a name; null where the package has none. */
export function documentNamed(paths: DocumentPaths, name: string): FoundDocument | null {
  for (const bid of [null, ...Object.keys(paths.bids)]) {
    const path = documentsOf(paths, bid).find((one) => documentName(one) === name);
    if (path !== undefined) return { bid, path };
  }
  return null;
}

/** Where a text names a page of a document, as the report prints places: the name, then the page's number between two characters. */
export interface NamedPlace {
  readonly document: string;
  readonly page: number;
  /** In the text, `end` excluded. */
  readonly start: number;
  readonly end: number;
}

/** Characters that a page's text may have between any two of a place: a table's cell breaks lines where it likes. */
const BREAK = '\\s*';
const PAGE = `${BREAK}\u7b2c${BREAK}(\\d[\\d\\s]*?)${BREAK}\u9875`;

const escaped = (character: string): string => character.replace(/[.*+?^${}()|[\]\\/]/u, '\\$&');

/** All places of documents of the package that a text names, in their order. */
export function placesNamed(text: string, paths: DocumentPaths): NamedPlace[] {
  const names = [paths.tender, ...Object.values(paths.bids)].flat().map(documentName);
  return names
    .flatMap((document) => {
      const pattern = [...document].map(escaped).join(BREAK) + PAGE;
      return [...text.matchAll(new RegExp(`(?<![\\w-])${pattern}`, 'gu'))].map((match) => ({
        document,
        page: Number(match[1]!.replace(/\s/gu, '')),
        start: match.index,
        end: match.index + match[0].length,
      }));
    })
    .sort((a, b) => a.start - b.start);
}
