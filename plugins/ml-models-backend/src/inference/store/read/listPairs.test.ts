import { TestDatabases } from '@backstage/backend-test-utils';
import {
  anInference,
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { migrate } from '../../../database';
import { aMonitoredModel } from '../../../performance/__testUtils__/aMonitoredModel';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

describe('listPairs', () => {
  it('goes through the records of either version alone on SQLite, which has no statistics', async () => {
    const knex = await databases.init('SQLITE_3');
    await migrate(knex);
    const { log, write } = await aMonitoredModel(knex, { ms: NOON_MS });
    const gatewayId = anInferenceId(NOON_MS, 1);
    await write([
      anInference({ gatewayId }),
      anInference({ serial: 2, version: 2, traffic: 'shadow', gatewayId }),
    ]);
    const asked: { sql: string; bindings: string[] }[] = [];
    knex.on('query', query => asked.push(query));
    await log.listPairs({
      modelRef: FLIGHT_DELAY,
      environment: 'production',
      shadow: 2,
      primary: 1,
      sinceMs: NOON_MS,
      limit: 10,
    });
    const plans = await Promise.all(
      asked
        .filter(({ sql }) => sql.includes('inference_records'))
        .map(({ sql, bindings }) =>
          knex.raw<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, bindings),
        ),
    );
    const searches = plans
      .flat()
      .map(({ detail }) => detail)
      .filter(detail => detail.includes('inference_records'));
    const bySegment = expect.stringContaining(
      'USING INDEX inference_records_segment (model_key=? AND environment=? AND version=? AND traffic=? AND (day,inference_id)>(?,?))',
    );
    expect(searches).toEqual([bySegment, bySegment]);
  });
});
