import { aModelReport } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { aRedactor } from '../__testUtils__/aRedactor';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { InMemoryBaselineFreezer } from '../__testUtils__/InMemoryBaselineFreezer';
import { DatabaseDeclaredValues } from './DatabaseDeclaredValues';
import { prepareRegistration } from './prepareRegistration';
import { registerVersion } from './registerVersion';

const MODEL = 'mlmodel:default/flight-delay';

describeEachDatabase('DatabaseDeclaredValues', openDatabase => {
  let database: Knex;

  async function register(inputs: string[], target?: string) {
    const report = aModelReport();
    const registration = await prepareRegistration(
      database,
      {
        modelRef: MODEL,
        report: {
          ...report,
          signature: {
            inputs: inputs.map(name => ({
              name,
              type: 'number',
              required: true,
            })),
            outputs: [{ name: 'delayed', type: 'boolean', role: 'prediction' }],
          },
          target: target
            ? { name: target, output: 'delayed', type: 'boolean' }
            : undefined,
        },
        referenceRows: [],
      },
      aRedactor(),
    );
    await database.transaction(trx =>
      registerVersion(trx, registration, {
        baselines: new InMemoryBaselineFreezer(),
        now: new Date('2026-03-01T12:00:00.000Z'),
      }),
    );
  }

  beforeEach(async () => {
    database = await openDatabase();
  });

  it('lists what versions declare, the newest first, each once', async () => {
    await register(['distance', 'carrier']);
    await register(['wind', 'distance'], 'late');
    const declared = new DatabaseDeclaredValues(database);
    expect(await declared.listNames(MODEL)).toEqual({
      inputs: ['wind', 'distance', 'carrier'],
      outputs: ['delayed'],
      target: ['late'],
    });
    expect(await declared.findInputs(MODEL, 1)).toEqual([
      'distance',
      'carrier',
    ]);
  });

  it('knows nothing of a model without versions', async () => {
    const declared = new DatabaseDeclaredValues(database);
    expect(await declared.listNames(MODEL)).toEqual({
      inputs: [],
      outputs: [],
      target: [],
    });
    expect(await declared.findInputs(MODEL, 1)).toBeUndefined();
  });
});
