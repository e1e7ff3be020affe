import { FLIGHT_DELAY } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { RedactionRule } from './ModelPolicySource';
import { PolicyVersionRedaction } from './PolicyVersionRedaction';

const CREW: RedactionRule = { path: 'inputs.crew', how: 'hash' };
const CAUSE: RedactionRule = { path: 'outputs.cause', how: 'hash' };

describe('PolicyVersionRedaction', () => {
  const redaction = new PolicyVersionRedaction({
    policies: {
      find: async modelRef =>
        modelRef === FLIGHT_DELAY
          ? { sample: 1, retentionDays: 30, redact: [CREW] }
          : undefined,
    },
    registered: {
      find: async (_, version) =>
        version === 1 ? { sample: 1, redact: [CAUSE] } : undefined,
    },
  });

  it('has the rules of the model, and those that the version was registered under', async () => {
    expect(await redaction.findRules(FLIGHT_DELAY, 1)).toEqual(
      expect.arrayContaining([CREW, CAUSE]),
    );
    expect(await redaction.findRules(FLIGHT_DELAY, 2)).toEqual([CREW]);
  });

  it('has none of a model that is not there', async () => {
    expect(await redaction.findRules('mlmodel:default/gone', 1)).toEqual([]);
  });
});
