/**
 * How often a test repeats what chance decides: `usual` in `npm test`, `soak` in `npm run soak`, which runs the same tests for hours.
 */
export function rounds(usual: number, soak: number): number {
  return process.env['SEALROOM_SOAK'] === '1' ? soak : usual;
}
