/** Documents beside the sheet. */
import type { Texts } from '../texts.ts';
import type { seatDocuments as zh } from '../zh-CN/seatDocuments.ts';

export const seatDocuments: Texts<typeof zh> = {
  title: 'Documents',
  tender: 'Tender documents',
  report: 'Evaluation report',
  ownRecord: 'My record of this evaluation',
  listing: 'Reading the list of documents',
  opening: 'Opening the document and comparing its check code',
  noDocuments: 'There is no document to read',
  unopened: {
    password:
      'The document is locked by a password and cannot be read. Call the supervisor: the {{terms.owner}} has to see to it.',
    damaged:
      'The document is damaged or no valid PDF and cannot be read. Try again; should it still not open, call the supervisor.',
    unknown: 'The package has no document {{name}}',
  },
  chooseBid: 'Choose a bidder',
  chooseDocument: 'Choose a document',
  tools: 'Reading tools',
  pages: 'Pages of the document',
  page: 'Page {{page}}',
  pageField: 'Page number',
  ofPages: 'of {{pages}}',
  goTo: 'Go to page {{page}}',
  pageBefore: 'Previous page',
  pageBehind: 'Next page',
  smaller: 'Smaller',
  larger: 'Larger',
  turn: 'Turn clockwise by 90 degrees',
  zoom: { title: 'Size', width: 'Fit width', page: 'Fit page' },
  outline: { title: 'Contents', reading: 'Reading the contents', none: 'This document has no contents' },
  thumbnails: 'Thumbnails',
  search: {
    field: 'Find in the document',
    before: 'Previous hit',
    behind: 'Next hit',
    at: '{{at}} of {{count}}',
    none: 'Not found',
    going: '{{percent}}% read',
  },
  place: {
    drag: 'Press the mouse on a page and drag a rectangle around what is meant.',
    wholePage: 'Mark the whole of page {{page}}',
    shown: 'The marked place',
    open: 'Open {{document}}, page {{page}}',
  },
  compare: { open: 'Compare', title: 'Document to compare', close: 'Close the comparison' },
};
