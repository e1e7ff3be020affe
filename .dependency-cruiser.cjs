const own = '^plugins/';
const common = '^plugins/ml-models-common/';
const node = '^plugins/ml-models-node/';

/** Which room may look into which; the map is in the contributor's guide. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'A cycle means that two rooms are one, or that a seam is missing',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'common-stands-alone',
      severity: 'error',
      from: { path: common },
      to: { path: own, pathNot: common },
    },
    {
      name: 'node-knows-common-only',
      severity: 'error',
      from: { path: node },
      to: { path: own, pathNot: [common, node] },
    },
    {
      name: 'frontend-knows-common-only',
      severity: 'error',
      from: { path: '^plugins/ml-models/' },
      to: { path: own, pathNot: [common, '^plugins/ml-models/'] },
    },
    {
      name: 'backend-and-modules-know-node-and-common-only',
      severity: 'error',
      from: { path: '^plugins/([^/]*backend[^/]*)/' },
      to: { path: own, pathNot: [common, node, '^plugins/$1/'] },
    },
    {
      name: 'features-do-not-import-features',
      comment:
        'Features meet in plugin.ts, or in an interface that the caller owns',
      severity: 'error',
      from: {
        path: '^plugins/ml-models-backend/src/(versions|deployments|inference|performance|portfolio|access|models)/',
        pathNot: ['\\.test\\.ts$', '/__testUtils__/'],
      },
      to: {
        path: '^plugins/ml-models-backend/src/(versions|deployments|inference|performance|portfolio|access|models)/',
        pathNot: '^plugins/ml-models-backend/src/$1/',
        // An interface leaves nothing to import once it is compiled.
        preCompilationOnly: false,
      },
    },
    {
      name: 'only-plugin-wires',
      severity: 'error',
      from: {
        path: '^plugins/[^/]+/src/.+',
        pathNot: '((module|plugin|index|legacy)|\\.test)\\.tsx?$',
      },
      to: { path: '^plugins/[^/]+/src/(plugin|module)\\.tsx?$', pathNot: '^$' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules|coverage)/' },
    enhancedResolveOptions: { mainFields: ['main', 'types'] },
  },
};
