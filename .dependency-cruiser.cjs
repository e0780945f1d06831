/** Which folder may import which. The rules are DESIGN's: renderer -> shared, electron -> shared, never back, never sideways. */
module.exports = {
  forbidden: [
    {
      name: 'shared-stands-alone',
      comment: 'The pure core depends on nothing above it.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|build|tests)/' },
    },
    {
      name: 'shared-is-pure',
      comment:
        'No Node, no Electron, no native module in the core: hashing, signing and randomness come in as ports.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shared-uses-only-pure-libraries',
      comment:
        'A library that reads a clock, a file or randomness by itself would make two folds of one journal differ. Add a name here only after reading its source.',
      severity: 'error',
      from: { path: '^shared/' },
      to: {
        path: 'node_modules/',
        pathNot:
          'node_modules/(zod|fraction\\.js|canonicalize|@noble/(hashes|curves|ciphers)|yaml|csv-parse|string-width)/',
      },
    },
    {
      name: 'no-sideways-renderer',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|build|tests)/' },
    },
    {
      name: 'centre-stays-at-the-centre',
      comment:
        'What opens and shows sealed results is in no bundle of a room; what both show stands in components/.',
      severity: 'error',
      from: { path: '^renderer/(?!centre/)' },
      to: { path: '^renderer/centre/' },
    },
    {
      name: 'no-sideways-electron',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|tests)/' },
    },
    {
      name: 'electron-only-in-shell',
      comment: 'A station is a plain Node program; only the shell knows the runtime.',
      severity: 'error',
      from: { path: '^(electron|shared|renderer)/', pathNot: '^electron/(shell/|main\\.ts|preload\\.ts)' },
      to: { path: '^electron$|node_modules/electron/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(electron|shared|renderer|build)/' },
      to: { path: '^tests/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
