import {
  inferenceExportQuerySchema,
  inferenceRecordSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference } from '@noshelfware/backstage-plugin-ml-models-node';
import {
  aFailure,
  anInference,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { aStoredLog } from '../__testUtils__/aStoredLog';
import { ValueNames } from '../DeclaredValues';
import { exportInferences } from './exportInferences';

const NOTHING = { inputs: [], outputs: [], target: [] };

const query = (changes: object) => inferenceExportQuerySchema.parse(changes);

/** Seven records, a second apart, newest first. */
const sevenRecords = () =>
  Array.from({ length: 7 }, (_, serial) =>
    anInference({ serial, timeMs: NOON_MS - serial * 1000 }),
  );

describeEachDatabase('exportInferences', openDatabase => {
  async function aLog(records: Inference[]) {
    const knex = await openDatabase();
    const { model, store } = await aStoredLog(knex, records);
    const declared = { listNames: async (): Promise<ValueNames> => NOTHING };
    return { declared, store, modelRef: model.modelRef };
  }

  async function anExport(
    records: Inference[],
    changes: object,
    declares: Partial<ValueNames> = {},
  ) {
    const log = await aLog(records);
    log.declared.listNames = async () => ({ ...NOTHING, ...declares });
    let text = '';
    const options = { ...log, pageRecords: 3 };
    for await (const chunk of exportInferences(options, query(changes))) {
      text += chunk;
    }
    return text;
  }

  it.each(['csv', 'ndjson'])(
    'says in %s which log a record was imported from',
    async format => {
      const imported = { format: 'kserve' as const, missing: ['statusCode'] };
      const text = await anExport([anInference({ imported })], { format });
      expect(text).toMatch('kserve');
    },
  );

  it('writes each record of a search once, over many pages', async () => {
    const records = sevenRecords();
    const text = await anExport([...records, aFailure({ serial: 99 })], {
      status: 'ok',
    });
    const lines = text
      .trimEnd()
      .split('\n')
      .map(line => inferenceRecordSchema.parse(JSON.parse(line)));
    expect(lines.map(({ id }) => id)).toEqual(
      records.map(({ inferenceId }) => inferenceId),
    );
    expect(lines[0].inputs).toEqual({ distance: 1400, carrier: 'UA' });
  });

  it.each([
    ['ndjson', 3],
    // And its header.
    ['csv', 4],
  ])('reads no further than the reader does: %s', async (format, lines) => {
    const log = await aLog(sevenRecords());
    const chunks = exportInferences(
      { ...log, pageRecords: 3 },
      query({ format }),
    );
    const first = await chunks.next();
    expect(first.value.trimEnd().split('\n')).toHaveLength(lines);
    await chunks.return(undefined);
    expect(await chunks.next()).toMatchObject({ done: true });
  });

  it('gives CSV a column per value, and keeps what only later records have', async () => {
    const records = sevenRecords();
    records[6] = anInference({
      serial: 6,
      timeMs: NOON_MS - 6000,
      inputs: {
        distance: 1,
        toString: 'own',
        weather: ['fog', 'rain'],
        rebooked: true,
      },
    });
    const [header, ...rows] = (await anExport(records, { format: 'csv' }))
      .trimEnd()
      .split('\r\n');
    expect(header).toMatch(/^\uFEFFtime,id,row,.*,furtherValues$/);
    expect(header.split(',').filter(name => name.includes('.'))).toEqual(
      expect.arrayContaining([
        'inputs.distance',
        'inputs.carrier',
        'outputs.delayed',
        'outputs.probability',
      ]),
    );
    expect(rows).toHaveLength(7);
    expect(rows[0]).toMatch(/^2026-03-10T12:02:00\.000Z,/);
    expect(rows[6]).toContain('""inputs.toString"":""own""');
    expect(rows[6]).toContain('""inputs.weather"":[""fog"",""rain""]');
  });

  it('gives CSV a column for what versions declare, whatever the records hold', async () => {
    const declares = {
      inputs: ['wind', 'carrier'],
      outputs: ['delayed'],
      target: ['delayed'],
    };
    const valueColumns = async (records: Inference[]) =>
      (await anExport(records, { format: 'csv' }, declares))
        .split('\r\n')[0]
        .split(',')
        .filter(name => name.includes('.'));
    const names = [
      'inputs.wind',
      'inputs.carrier',
      'outputs.delayed',
      'target.delayed',
    ];
    expect(await valueColumns([])).toEqual(names);
    const [record] = sevenRecords();
    const found = await valueColumns([record]);
    expect(found.filter(name => names.includes(name))).toEqual(names);
    expect(found).toContain('inputs.distance');
  });

  it('gives CSV its columns where the first page found nothing', async () => {
    const log = await aLog([anInference()]);
    const { items } = await log.store.search(log.modelRef, { limit: 1 });
    const pages = [{ items: [], nextCursor: 'more' }, { items }];
    const search = async () => pages.shift() ?? { items: [] };
    const options = { ...log, store: { search } };
    let text = '';
    for await (const chunk of exportInferences(
      options,
      query({ format: 'csv' }),
    )) {
      text += chunk;
    }
    expect(text).toMatch(/^\uFEFFtime,.*inputs\.distance,/);
    expect(text.split('\r\n')[1]).toContain('1400');
  });

  it('makes formulas of callers inert, in values and in names', async () => {
    const record = anInference({
      inputs: { '=cmd': '=HYPERLINK("http://evil")', safe: '@SUM(A1)' },
    });
    const text = await anExport([record], { format: 'csv' });
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(text).toContain(`"'@SUM(A1)"`);
    expect(text).toContain(',inputs.=cmd,');
  });

  it('writes a header where nothing is found', async () => {
    expect(await anExport([], { format: 'csv' })).toMatch(
      /^\uFEFFtime,id,[^\n]*furtherValues\r\n$/,
    );
    expect(await anExport([], { format: 'ndjson' })).toBe('');
  });
});
