const utf8 = new TextEncoder();

/** A text as part of a file name: every character outside `[A-Za-z0-9._-]` as the percent-encoded bytes of its UTF-8. */
export const fileNamePart = (text: string): string =>
  text.replace(/[^A-Za-z0-9._-]/gu, (character) =>
    [...utf8.encode(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );

/** What a package and its sealed result are called, without ending: `<code>-<lot>`, or `<code>` where there are no lots. */
export const packageName = (project: { readonly code: string; readonly lot?: string }): string =>
  fileNamePart(project.lot === undefined ? project.code : `${project.code}-${project.lot}`);
