import { DEFAULT_VERDICT_THRESHOLDS } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aFeedback,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import {
  aMonitoredModel,
  aReference,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { readEnvironmentEvidence } from './readEnvironmentEvidence';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describeEachDatabase('readEnvironmentEvidence', openDatabase => {
  it('looks as far back as each signal does, in one environment', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS });
    await model.freeze(1, aReference());
    const ago = (agoMs: number, count: number, environment = 'production') =>
      someInferences(count, { timeMs: NOON_MS - agoMs, environment });
    const inferences = [
      ...ago(10 * MINUTE_MS, 3),
      ...ago(20 * MINUTE_MS, 5),
      ...ago(23 * HOUR_MS, 7),
      ...ago(25 * HOUR_MS, 11),
      ...ago(7 * DAY_MS - HOUR_MS, 13),
      ...ago(8 * DAY_MS, 17),
      ...ago(5 * MINUTE_MS, 19, 'staging'),
    ];
    await model.write(
      inferences,
      inferences.map(it => aFeedback(it, { target: { delayed: true } })),
    );
    const read = async (environment: string) => {
      const { versions } = await readEnvironmentEvidence(
        {
          knex,
          evaluation: model.judging.evaluation,
          thresholds: DEFAULT_VERDICT_THRESHOLDS,
        },
        { modelRef: FLIGHT_DELAY, environment },
        NOON_MS / 1000,
      );
      const evidence = versions.get(1);
      return {
        recent: evidence?.recent.requests,
        before: evidence?.before.timed,
        drift: evidence?.drift.map(({ n }) => n),
        labels: evidence?.quality?.labels,
      };
    };
    expect(await read('production')).toEqual({
      recent: 3,
      before: 5 + 7 + 11 + 13,
      drift: Array(4).fill(3 + 5 + 7),
      labels: 3 + 5 + 7 + 11 + 13,
    });
    expect(await read('staging')).toEqual({
      recent: 19,
      before: 0,
      drift: Array(4).fill(19),
      labels: 19,
    });
  });
});
