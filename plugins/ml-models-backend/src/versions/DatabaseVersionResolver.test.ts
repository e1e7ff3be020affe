import { Knex } from 'knex';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { DatabaseVersionResolver } from './DatabaseVersionResolver';
import { listVersionRows } from './findVersions';

const MODEL = 'mlmodel:default/flight-delay';

describeEachDatabase('DatabaseVersionResolver', openDatabase => {
  let database: Knex;
  let resolver: DatabaseVersionResolver;

  beforeEach(async () => {
    database = await openDatabase();
    resolver = new DatabaseVersionResolver({ database, now: () => new Date() });
  });

  async function versions() {
    const rows = await listVersionRows(database, { modelRef: MODEL, limit: 9 });
    return rows.map(row => ({
      version: row.version,
      label: row.label,
      origin: row.origin,
    }));
  }

  it('makes an observed version of an unknown label, once', async () => {
    const resolved = await Promise.all(
      [1, 2, 3].map(() => resolver.resolve(MODEL, 'v1.4.2')),
    );
    expect(resolved).toEqual([1, 1, 1]);
    expect(await versions()).toEqual([
      { version: 1, label: 'v1.4.2', origin: 'observed' },
    ]);
  });

  it('keeps foreign numbers apart, in whichever order they come', async () => {
    expect(await resolver.resolve(MODEL, '2')).toBe(2);
    expect(await resolver.resolve(MODEL, '1')).toBe(1);
    expect(await resolver.resolve(MODEL, 'next')).toBe(3);
  });

  it('takes a date for a label, not for a number', async () => {
    expect(await resolver.resolve(MODEL, '20260301')).toBe(1);
    expect(await resolver.resolve(MODEL, '20260301')).toBe(1);
  });

  it('remembers what stays so, and asks again where a number was a label', async () => {
    const questions: string[] = [];
    for (const name of ['v1.4.2', '7', '20260301']) {
      await resolver.resolve(MODEL, name);
    }
    database.on('query', ({ sql }) => questions.push(sql));
    expect(await resolver.resolve(MODEL, 'v1.4.2')).toBe(1);
    expect(await resolver.resolve(MODEL, '7')).toBe(7);
    expect(questions).toEqual([]);

    expect(await resolver.resolve(MODEL, '20260301')).toBe(2);
    await database('versions').insert({
      model_ref: MODEL,
      version: 20260301,
      origin: 'registered',
      created_at: new Date(),
      reference_rows: 0,
    });
    expect(await resolver.resolve(MODEL, '20260301')).toBe(20260301);
  });

  it('refuses a label too long to keep', async () => {
    await expect(resolver.resolve(MODEL, 'x'.repeat(201))).rejects.toThrow(
      'service.version has 201 characters; 200 at most',
    );
  });
});
