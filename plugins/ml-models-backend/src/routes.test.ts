import { mockServices } from '@backstage/backend-test-utils';
import {
  Operation,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { startMlModels } from './__testUtils__/startMlModels';

/** Served by modules, where they are installed. */
const OF_MODULES = [
  'createGitRepository',
  'getGitRepository',
  'getSampleStatus',
];

/** Routes that are no operations, each with a check of its own or for everyone. */
const OTHERS = ['post /otlp/v1/logs', 'get /openapi.json'];

const layersSchema = z.array(
  z.object({
    route: z
      .object({
        path: z.string(),
        methods: z.record(z.string(), z.boolean()),
      })
      .optional(),
    handle: z.unknown(),
  }),
);

/** Of Backstage itself, for its permission framework and its registry of actions. */
const FRAMEWORK_PATHS = ['/.well-known/', '/.backstage/'];

/** @returns the routes of an express router and of those within it */
function routesOf(router: unknown): string[] {
  if (typeof router !== 'function' || !('stack' in router)) {
    return [];
  }
  return layersSchema
    .parse(router.stack)
    .flatMap(({ route, handle }) =>
      route
        ? Object.keys(route.methods).map(method => `${method} ${route.path}`)
        : routesOf(handle),
    );
}

describe('the routes of the plugin', () => {
  it('are operations, which decide who may call them, but for a few', async () => {
    const httpRouter = mockServices.httpRouter.mock();
    const backend = await startMlModels({
      entities: [],
      services: [httpRouter.factory],
    });
    await backend.stop();
    const routes = httpRouter.use.mock.calls
      .flatMap(([router]) => routesOf(router))
      .filter(
        route => !FRAMEWORK_PATHS.some(framework => route.includes(framework)),
      );
    const expected = Object.values<Operation>(operations)
      .filter(({ id }) => !OF_MODULES.includes(id))
      .map(({ method, path }) => `${method} ${path}`);
    expect(routes.sort()).toEqual([...expected, ...OTHERS].sort());
  });
});
