import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { createCheckAction } from './check/checkAction';
import { createDeployAction } from './deploy/deployAction';
import { createFollowAction } from './deploy/followAction';
import { createPublishLocalGitAction } from './publish/publishLocalGitAction';
import { InMemoryDeployments } from './testUtils/InMemoryDeployments';

const unasked = async () => {
  throw new Error('An example is read, not run');
};
const deployments = new InMemoryDeployments([]);
const appUrl = 'http://localhost:7007';

const ACTIONS = [
  createCheckAction({ catalog: catalogServiceMock(), findRepository: unasked }),
  createPublishLocalGitAction({ createRepository: unasked }),
  createDeployAction({ deployments, appUrl }),
  createFollowAction({ deployments, appUrl }),
];

const SCHEMAS = new Map(
  ACTIONS.map(({ id, schema }) => [id, schema?.input] as const),
);

interface Step {
  action: string;
  input: object;
}

const EXAMPLES = ACTIONS.flatMap(({ id, examples = [] }) =>
  examples.map(({ description, example }) => {
    const { steps }: { steps: Step[] } = parse(example);
    return { id, description, steps };
  }),
);

describe('examples of actions', () => {
  it('are there for each', () => {
    expect(new Set(EXAMPLES.map(({ id }) => id))).toEqual(
      new Set(SCHEMAS.keys()),
    );
  });

  it.each(EXAMPLES)('of $id: $description', ({ id, steps }) => {
    expect(steps.map(({ action }) => action)).toContain(id);
    for (const { action, input } of steps) {
      const ajv = new Ajv({ allErrors: true, strict: false });
      // A misspelt input would pass for one that is left out.
      ajv.validate(
        { ...SCHEMAS.get(action), additionalProperties: false },
        input,
      );
      expect({ action, errors: ajv.errors }).toEqual({ action, errors: null });
    }
  });
});
