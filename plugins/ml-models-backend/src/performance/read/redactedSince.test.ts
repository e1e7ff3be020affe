import { DEFAULT_VERDICT_THRESHOLDS } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { hashValue } from '../../hashValue';
import type { RedactionRule } from '../../inference/ModelPolicySource';
import {
  aMonitoredModel,
  aReference,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { DEFAULT_DRIFT_LIMITS, driftLimitsOf } from '../drift/driftLimits';
import { judgeModels } from '../verdict/judgeModels';
import { comparePerformance } from './comparePerformance';
import { getFeatureDistribution } from './getFeatureDistribution';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** When what came by noon is judged. */
const CLOSED_MS = NOON_MS + 7 * MINUTE_MS;

const RULES: RedactionRule[] = [
  { path: 'inputs.carrier', how: 'hash' },
  { path: 'outputs.delayed', how: 'hash' },
  { path: 'outputs.probability', how: 'drop' },
];
const REDACTED = ['carrier', 'delayed', 'probability'];
const LIMITS = { ...DEFAULT_DRIFT_LIMITS, redact: RULES };

const DAY = {
  from: new Date(NOON_MS - 12 * HOUR_MS).toISOString(),
  until: new Date(NOON_MS + 12 * HOUR_MS).toISOString(),
};

/** As they are kept since the rules. */
function redacted<Values extends ReturnType<typeof aReference>[number]>(
  values: Values,
): Values {
  const { inputs, outputs } = values;
  return {
    ...values,
    inputs: { ...inputs, carrier: hashValue(inputs.carrier, 'key') },
    outputs: { delayed: hashValue(outputs.delayed, 'key') },
  };
}

describeEachDatabase('a rule of redaction since registration', openDatabase => {
  let knex: Knex;
  let model: Awaited<ReturnType<typeof aMonitoredModel>>;

  beforeEach(async () => {
    knex = await openDatabase();
    model = await aMonitoredModel(knex, { ms: CLOSED_MS });
  });

  const write = () =>
    model.write(
      someInferences(600, { timeMs: NOON_MS }).map(inference => ({
        ...inference,
        ...redacted({
          inputs: inference.inputs,
          outputs: inference.outputs ?? {},
        }),
      })),
    );

  async function judge(redact: RedactionRule[]) {
    await judgeModels({
      ...model.judging,
      thresholds: {
        findThresholds: async () => ({ ...DEFAULT_VERDICT_THRESHOLDS, redact }),
      },
      nowMs: CLOSED_MS,
    });
    const { verdict } = await model.report(DAY);
    return verdict.reasons.map(({ text }) => text).join('\n');
  }

  it('makes no drift and no finding of what it redacts', async () => {
    await model.freeze(1, aReference());
    await write();
    const before = await model.report(DAY);
    expect(before.findings.map(({ feature }) => feature).sort()).toEqual(
      REDACTED,
    );
    const { drift, findings, heatmap, predictionDrift } = await model.report(
      DAY,
      [],
      LIMITS,
    );
    const unknown = drift.filter(({ decision }) => decision === 'unknown');
    expect(unknown.map(({ feature }) => feature).sort()).toEqual(REDACTED);
    for (const each of unknown) {
      expect(each).toMatchObject({
        redacted: true,
        reason: expect.stringMatching(
          /^Redacted since this version was registered: the baseline of the next version/,
        ),
        measures: {},
        n: 600,
        baselineN: 1_000,
      });
    }
    expect(drift).toHaveLength(4);
    expect(drift[0]).toMatchObject({ feature: 'distance', decision: 'stable' });
    expect(findings).toEqual([]);
    const measured = heatmap.rows.filter(({ distances }) =>
      distances.some(distance => distance !== null),
    );
    expect(measured.map(({ feature }) => feature)).toEqual(['distance']);
    expect(predictionDrift.distances.every(each => each === null)).toBe(true);
  });

  it('counts on neither side of the verdict', async () => {
    await model.freeze(1, aReference());
    await write();
    const text = await judge(RULES);
    expect(text).toContain('0 of 1 features have drifted');
    expect(text).toContain('without carrier');
    expect(text).not.toContain('redictions');
  });

  it('lets nobody see what the bins of the baseline are called', async () => {
    await model.freeze(1, aReference());
    await write();
    const see = (feature: string) =>
      getFeatureDistribution(
        knex,
        FLIGHT_DELAY,
        feature,
        DAY,
        CLOSED_MS,
        LIMITS,
      );
    for (const feature of REDACTED) {
      await expect(see(feature)).rejects.toThrow(
        `${feature}: Redacted since this version was registered`,
      );
    }
    expect((await see('distance')).bins.length).toBeGreaterThan(1);
  });

  it('is none for a version whose baseline was redacted alike', async () => {
    await model.freeze(1, aReference().map(redacted));
    await write();
    const { drift, findings } = await model.report(DAY, [], LIMITS);
    expect(drift.map(({ decision }) => decision)).toEqual(
      drift.map(() => 'stable'),
    );
    expect(drift.map(({ feature }) => feature).sort()).toEqual([
      'carrier',
      'delayed',
      'distance',
    ]);
    expect(findings).toEqual([]);
  });

  it('makes no drift beside records from before it', async () => {
    await model.freeze(1, aReference());
    await model.write(
      someInferences(600, { timeMs: NOON_MS - 24 * HOUR_MS }).map(
        (inference, serial) => ({
          ...inference,
          inferenceId: inference.inferenceId.replace(
            /.{6}$/,
            String(900_000 + serial),
          ),
        }),
      ),
    );
    await write();
    const compare = async (redact: RedactionRule[]) => {
      const { drift } = await comparePerformance(
        {
          knex,
          redaction: { findRules: async () => redact },
          nowMs: NOON_MS + 12 * HOUR_MS,
          limits: { ...LIMITS, redact },
        },
        FLIGHT_DELAY,
        { ...DAY, against: 'previous' },
      );
      return drift.find(({ feature }) => feature === 'carrier');
    };
    expect(await compare([])).toMatchObject({ decision: 'drift' });
    expect(await compare(RULES)).toMatchObject({
      decision: 'unknown',
      reason: 'The stretch before has it as it was before it was redacted',
    });
  });
});

describeEachDatabase('a rule of one version alone', openDatabase => {
  it('makes no drift beside a version without it', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: CLOSED_MS });
    await model.freeze(1, aReference().map(redacted));
    await model.freeze(2, aReference());
    await model.write(
      someInferences(600, { timeMs: NOON_MS }).map(inference => ({
        ...inference,
        ...redacted({
          inputs: inference.inputs,
          outputs: inference.outputs ?? {},
        }),
      })),
    );
    await model.write(someInferences(600, { timeMs: NOON_MS + 1, version: 2 }));
    const compare = async (rulesOfFirst: RedactionRule[]) => {
      const { drift } = await comparePerformance(
        {
          knex,
          redaction: {
            findRules: async (_, version) =>
              version === 1 ? rulesOfFirst : [],
          },
          nowMs: CLOSED_MS,
        },
        FLIGHT_DELAY,
        { ...DAY, version: 2, against: 'version', againstVersion: 1 },
      );
      return drift;
    };
    const drifted = (await compare([])).filter(it => it.decision === 'drift');
    expect(drifted.map(({ feature }) => feature)).toContain('carrier');
    const drift = await compare(RULES);
    expect(drift.filter(it => it.redacted)).toEqual(
      REDACTED.map(feature =>
        expect.objectContaining({
          feature,
          decision: 'unknown',
          reason:
            'Version 1 has it redacted otherwise: each version keeps the rules that it was registered under',
        }),
      ),
    );
    expect(drift.find(it => it.feature === 'distance')).toMatchObject({
      decision: 'stable',
    });
  });
});

describe('driftLimitsOf', () => {
  it('has the rules of the model', () => {
    expect(
      driftLimitsOf({ ...DEFAULT_VERDICT_THRESHOLDS, redact: RULES }).redact,
    ).toEqual(RULES);
  });
});
