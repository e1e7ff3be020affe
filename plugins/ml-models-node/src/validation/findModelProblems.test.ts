import { Entity } from '@backstage/catalog-model';
import { aModel } from '../inMemory/aModel';
import { findModelProblems } from './findModelProblems';

function complaintAbout(spec: Entity['spec']): string {
  return findModelProblems(aModel(spec)).join('. ');
}

describe('findModelProblems', () => {
  it.each<[string, Entity['spec']]>([
    ['what is required and nothing else', {}],
    ['fields of other people', { costCentre: 'CC-12' }],
    [
      'every field there is',
      {
        type: 'batch',
        system: 'flight-operations',
        riskTier: 'high',
        dependsOn: ['resource:default/nyc-flights', 'mlmodel:taxi-time'],
        servedBy: ['flight-delay-service'],
        environments: ['staging', 'production'],
        pipeline: { engine: 'local' },
        serving: {
          runtime: 'external',
          endpoint: 'https://models.example.com/v2/models/delay/infer',
        },
        logging: {
          sample: 0.5,
          redact: [
            { path: 'inputs.passenger_id', how: 'hash' },
            { path: 'target.reason', how: 'drop' },
          ],
          retention: 'P400D',
        },
        monitoring: {
          thresholds: {
            errorRate: { degraded: 0.02, failing: 0.1 },
            latencyRatio: { failing: 4 },
            latencyRise: { leastMs: 5 },
            driftedFeatures: { degraded: 0.5 },
            qualityLoss: { degraded: 0.01 },
            completeness: { degraded: 0.99, failing: 0.9 },
          },
        },
        release: {
          staging: { strategy: 'all-at-once' },
          production: { strategy: 'linear', weights: [5, 50] },
        },
        guardrails: {
          maxErrorRate: 0.01,
          maxLatencyRatio: 1.5,
          minSamples: 500,
          bake: 'PT1M',
          maxQualityLoss: 0.1,
        },
      },
    ],
    [
      'strategies without their weights',
      {
        environments: ['staging', 'production'],
        release: {
          staging: { strategy: 'canary' },
          production: { strategy: 'linear' },
        },
      },
    ],
    [
      'a shadow whose disagreement has no limit, before a person decides',
      {
        release: { production: { strategy: 'shadow', gate: 'manual' } },
        guardrails: { maxDisagreement: 1, disagreementTolerance: 0 },
      },
    ],
  ])('takes %s', (_, spec) => {
    expect(complaintAbout(spec)).toBe('');
  });

  it.each<[Entity['spec'], string]>([
    [
      { riskTier: 'extreme' },
      "spec.riskTier must be one of minimal, limited, high; it is 'extreme'",
    ],
    [
      { lifecycle: 'retired' },
      "spec.lifecycle must be one of experimental, production, deprecated; it is 'retired'",
    ],
    [
      { task: 'Tabular Classification' },
      "spec.task must be a Hugging Face task id in lower case, such as tabular-classification; it is 'Tabular Classification'",
    ],
    [{ owner: 7 }, 'spec.owner must be a text; it is 7'],
    [
      { owner: '' },
      "spec.owner must be an entity reference ([kind:][namespace/]name), such as group:default/flight-ops-ds; it is ''",
    ],
    [
      { dependsOn: ['resource:nyc-flights', 'weather'] },
      "spec.dependsOn[1] must be an entity reference that names its kind (kind:[namespace/]name), such as resource:default/nyc-flights; it is 'weather'",
    ],
    [
      { environments: 'production' },
      "spec.environments must be a list; it is 'production'",
    ],
    [{ environments: [] }, 'spec.environments must name at least 1'],
    [
      { release: { production: { strategy: 'blue-green' } } },
      "spec.release.production.strategy must be one of all-at-once, canary, linear, shadow; it is 'blue-green'",
    ],
    [
      { release: { production: { strategy: 'canary', weights: [100] } } },
      'spec.release.production.weights[0] must be at most 99; it is 100',
    ],
    [
      { release: { production: { weights: [10] } } },
      'spec.release.production.strategy is required: one of all-at-once, canary, linear, shadow',
    ],
    [
      {
        release: {
          production: {
            strategy: 'linear',
            weights: Array.from({ length: 11 }, (_, at) => at + 1),
          },
        },
      },
      'spec.release.production.weights must name at most 10; it names 11',
    ],
    [
      { release: { staging: { strategy: 'canary' } } },
      'spec.release.staging is of no environment of the model (those are production)',
    ],
    [
      { release: { production: { strategy: 'canary', weights: [10, 50] } } },
      'spec.release.production.weights must be one share of a canary, such as [10]; it is [10, 50]. For several, choose the strategy linear',
    ],
    [
      { release: { production: { strategy: 'linear', weights: [10] } } },
      'spec.release.production.weights must be several shares of linear steps, such as [10, 25, 50]; it is [10]. For one, choose the strategy canary',
    ],
    [
      { release: { production: { strategy: 'linear', weights: [50, 10] } } },
      'spec.release.production.weights must be ascending; it is [50, 10]',
    ],
    [
      {
        release: { production: { strategy: 'all-at-once', weights: [10] } },
      },
      'spec.release.production.weights must be left out where versions go all at once',
    ],
    [
      { release: { production: { strategy: 'shadow', weights: [10] } } },
      'spec.release.production.weights must be left out of a shadow, which answers no share of the requests',
    ],
    [
      { release: { production: { strategy: 'all-at-once', gate: 'manual' } } },
      'spec.release.production.gate must be left out where versions go all at once: nothing is known of one by then that a person could decide on. Choose the strategy shadow or canary',
    ],
    [
      { release: { production: { strategy: 'canary', gate: 'auto' } } },
      'spec.release.production.gate must be',
    ],
    [
      { guardrails: { maxDisagreement: 20 } },
      'spec.guardrails.maxDisagreement must be at most 1; it is 20',
    ],
    [
      { environments: ['staging', 'staging'] },
      "spec.environments must name each only once; 'staging' is there twice",
    ],
    [
      { logging: { sample: 2 } },
      'spec.logging.sample must be at most 1; it is 2',
    ],
    [
      { logging: { retention: '30 days' } },
      "spec.logging.retention must be an ISO 8601 duration, such as P30D; it is '30 days'",
    ],
    [
      { logging: { redact: [{ path: 'name', how: 'drop' }] } },
      "spec.logging.redact[0].path must be inputs.<name>, outputs.<name> or target.<name>, such as inputs.passenger_id; it is 'name'",
    ],
    [
      { logging: { redact: [{ path: 'inputs.name' }] } },
      'spec.logging.redact[0].how is required: one of hash, drop',
    ],
    [
      { guardrails: { maxErrorRate: -1 } },
      'spec.guardrails.maxErrorRate must be at least 0; it is -1',
    ],
    [
      { guardrails: { maxLatencyRatio: 0 } },
      'spec.guardrails.maxLatencyRatio must be more than 0; it is 0',
    ],
    [
      { guardrails: { minSamples: 1.5 } },
      'spec.guardrails.minSamples must be a whole number; it is 1.5',
    ],
    [
      { guardrails: { maxQualityLoss: -0.1 } },
      'spec.guardrails.maxQualityLoss must be at least 0; it is -0.1',
    ],
    [
      { guardrails: { maxErorRate: 0.1 } },
      'spec.guardrails.maxErorRate is not a known field (did you mean maxErrorRate?)',
    ],
    [
      { monitoring: { thresholds: { errorRate: { degraded: 2 } } } },
      'spec.monitoring.thresholds.errorRate.degraded must be at most 1; it is 2',
    ],
    [
      { monitoring: { thresholds: { erorRate: { degraded: 0.1 } } } },
      'spec.monitoring.thresholds.erorRate is not a known field (did you mean errorRate?)',
    ],
    [
      { monitoring: { thresholds: { completeness: { degarded: 1 } } } },
      'spec.monitoring.thresholds.completeness.degarded is not a known field (did you mean degraded?)',
    ],
    [
      { monitoring: { thresholds: { driftedFeatures: { failing: 1 } } } },
      'spec.monitoring.thresholds.driftedFeatures.failing is not a known field (known are degraded, except)',
    ],
    [
      {
        monitoring: { thresholds: { driftedFeatures: { except: ['month'] } } },
      },
      "spec.monitoring.thresholds.driftedFeatures.except[0] must be inputs.<name>, such as inputs.month; it is 'month'",
    ],
    [
      { monitoring: { thresholds: { predictionDrift: { degraded: 1.1 } } } },
      'spec.monitoring.thresholds.predictionDrift.degraded must be at most 1; it is 1.1',
    ],
    [
      { monitoring: { thresholds: { latencyRise: { leastMs: -1 } } } },
      'spec.monitoring.thresholds.latencyRise.leastMs must be at least 0; it is -1',
    ],
    [
      { monitoring: { thresholds: { driftDistance: { drifted: 0 } } } },
      'spec.monitoring.thresholds.driftDistance.drifted must be more than 0; it is 0',
    ],
    [
      { monitoring: { thresholds: { errorRate: { degraded: 0.1 } } } },
      'spec.monitoring.thresholds.errorRate is failing (0.05) before it is degraded (0.1)',
    ],
    [
      { monitoring: { thresholds: { completeness: { failing: 1 } } } },
      'spec.monitoring.thresholds.completeness is failing (1) before it is degraded (0.999)',
    ],
    [
      { retrain: { onVerdict: 'unknown' } },
      'spec.retrain.onVerdict must be one of degraded, failing',
    ],
    [
      { retrain: { atMostEvery: 'daily' } },
      'spec.retrain.atMostEvery must be an ISO 8601 duration',
    ],
    [
      { retrain: { environment: 'staging' } },
      "spec.retrain.environment must be one of the model's (production); it is staging",
    ],
    [
      { retrain: { schedule: 'weekly' } },
      'spec.retrain.schedule must be an ISO 8601 duration of whole hours, days, weeks or months, such as P7D, or five fields of cron in UTC, such as 0 3 * * 1; it is weekly',
    ],
    [
      { monitring: {} },
      'spec.monitring is not a known field (did you mean monitoring?)',
    ],
    [
      { serving: { runtme: 'external' } },
      'spec.serving.runtme is not a known field (did you mean runtime?)',
    ],
    [
      { serving: { runtime: 'My runtime' } },
      "spec.serving.runtime must be the id of a serving runtime, such as local; it is 'My runtime'",
    ],
    ...[
      'models.example.com',
      'ftp://example.com',
      'https://ada:key@example.com',
    ].map((endpoint): [Entity['spec'], string] => [
      { serving: { runtime: 'external', endpoint } },
      `spec.serving.endpoint must be an http or https URL without a user or password, such as https://models.example.com/flight-delay/infer; it is '${endpoint}'`,
    ]),
    [
      { serving: { runtime: 'local', endpoint: 'https://example.com' } },
      "spec.serving.endpoint must be left out with the runtime 'local', which says by itself where a version answers; it is of the runtime external",
    ],
    [
      { pipeline: { image: 'python:3' } },
      'spec.pipeline.image is not a known field (known are engine)',
    ],
    [
      { risk_tier: 'high' },
      'spec.risk_tier is not a known field (did you mean riskTier?)',
    ],
    [
      { enviroment: ['production'] },
      'spec.enviroment is not a known field (did you mean environments?)',
    ],
  ])('says of %j: %s', (spec, complaint) => {
    expect(complaintAbout(spec)).toContain(complaint);
  });

  it('names every missing field, with what to put there', () => {
    expect(findModelProblems({ ...aModel(), spec: {} })).toEqual([
      'spec.owner is required, for example group:default/flight-ops-ds',
      'spec.task is required, for example tabular-classification',
      'spec.lifecycle is required: one of experimental, production, deprecated',
    ]);
  });

  it('misses the spec as a whole', () => {
    expect(findModelProblems({ ...aModel(), spec: undefined })).toEqual([
      'spec is required',
    ]);
  });

  it('does not quote more of a value than its beginning', () => {
    const complaint = complaintAbout({ owner: `a b ${'c'.repeat(1000)}` });
    expect(complaint.length).toBeLessThan(250);
  });
});
