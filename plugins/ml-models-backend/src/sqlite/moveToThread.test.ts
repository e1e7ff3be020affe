import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knexFactory, { Knex } from 'knex';
import { isUniqueViolation } from '../isUniqueViolation';
import { moveToThread } from './moveToThread';
import { runEach } from './runEach';
import { SqliteThread } from './SqliteThread';

describe('moveToThread', () => {
  let directory: string;
  /** The same database without a thread. */
  let direct: Knex;
  let knex: Knex;

  const open = (filename: string) =>
    knexFactory({
      client: 'better-sqlite3',
      connection: { filename: join(directory, filename) },
      useNullAsDefault: true,
      compileSqlOnError: false,
    });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'noshelfware-sqlite-'));
    direct = open('some.sqlite');
    knex = open('some.sqlite');
    moveToThread(knex);
    await knex.schema.createTable('things', table => {
      table.increments('id');
      table.string('name').unique();
      table.boolean('good');
      table.timestamp('at');
      table.binary('bytes');
      table.bigInteger('large');
    });
  });

  afterEach(async () => {
    await knex.destroy();
    await direct.destroy();
    await rm(directory, { recursive: true });
  });

  it('reads and writes what knex does without a thread', async () => {
    const at = new Date('2026-01-02T03:04:05.006Z');
    const thing = { name: 'ä "1"', good: true, at, large: 2 ** 53 - 1 };
    const ids = await knex('things').insert({
      ...thing,
      bytes: Buffer.from([0, 1, 255]),
    });
    await knex('things').insert({ name: 'other' });

    const rows = await direct('things').orderBy('id');
    expect(await knex('things').orderBy('id')).toEqual(rows);
    expect(rows[0]).toMatchObject({
      name: thing.name,
      good: 1,
      at: at.valueOf(),
      large: thing.large,
    });
    expect(ids).toEqual([1]);
    expect(await knex('things').where({ id: 1 }).update({ good: false })).toBe(
      1,
    );
    expect(await knex('things').where('id', '>', 0).delete()).toBe(2);
  });

  it('gives bytes as buffers, and takes a part of one', async () => {
    const bytes = Buffer.from('some of these').subarray(5, 7);
    await knex('things').insert({ name: 'part', bytes });

    const [row] = await knex('things').select('bytes');
    expect(Buffer.isBuffer(row.bytes)).toBe(true);
    expect(row.bytes.toString()).toBe('of');
  });

  it('streams rows', async () => {
    await knex('things').insert([{ name: 'a' }, { name: 'b' }]);

    const names: string[] = [];
    for await (const { name } of knex('things').orderBy('name').stream()) {
      names.push(name);
    }
    expect(names).toEqual(['a', 'b']);
  });

  it('takes back what a failed transaction did', async () => {
    await expect(
      knex.transaction(async trx => {
        await trx('things').insert({ name: 'a' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await knex.transaction(trx => trx('things').insert({ name: 'b' }));

    expect(await knex('things').pluck('name')).toEqual(['b']);
  });

  it('says what is wrong as the driver does', async () => {
    await knex('things').insert({ name: 'a' });
    const error = await knex('things')
      .insert({ name: 'a' })
      .catch(caught => caught);

    expect(error).toBeInstanceOf(Error);
    expect(isUniqueViolation(error)).toBe(true);
    expect(error.message).toContain('UNIQUE constraint failed: things.name');
    await expect(knex('nothing')).rejects.toThrow(/no such table: nothing/);
    await expect(knex('things').pluck('name')).resolves.toEqual(['a']);
  });

  it('lets this thread go on while a statement runs', async () => {
    let turns = 0;
    let isDone = false;
    const counting = knex
      .raw(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
         WHERE i < 300000) SELECT count(*) AS n FROM n`,
      )
      .then(rows => {
        isDone = true;
        return rows;
      });
    while (!isDone) {
      turns += 1;
      await new Promise(setImmediate);
    }

    expect(await counting).toEqual([{ n: 300_000 }]);
    // A driver in this thread leaves it a few, however fast it is.
    expect(turns).toBeGreaterThan(20);
  });

  it('runs one statement for many bindings, and says which did anything', async () => {
    const changes = await knex.transaction(trx =>
      runEach(
        trx,
        'INSERT INTO things (name) VALUES (?) ON CONFLICT DO NOTHING',
        [['a'], ['b'], ['a']],
      ),
    );
    expect(changes).toEqual([1, 1, 0]);
    expect(await knex('things').orderBy('id').pluck('name')).toEqual([
      'a',
      'b',
    ]);

    const others = await direct.transaction(trx =>
      runEach(
        trx,
        'INSERT INTO things (name) VALUES (?) ON CONFLICT DO NOTHING',
        [['b'], ['c']],
      ),
    );
    expect(others).toEqual([0, 1]);
  });

  it('lets a connection go that was there before', async () => {
    await direct('things').insert({ name: 'a' });
    await direct.transaction(async trx => {
      moveToThread(direct);
      await trx('things').insert({ name: 'b' });
    });

    expect(await direct('things').orderBy('id').pluck('name')).toEqual([
      'a',
      'b',
    ]);
    const connection = await direct.client.acquireConnection();
    expect(connection).toBeInstanceOf(SqliteThread);
    await direct.client.releaseConnection(connection);
  });

  it('opens a connection anew when its thread has ended', async () => {
    const thread: SqliteThread = await knex.client.acquireConnection();
    await knex.client.releaseConnection(thread);
    await thread.close();

    await expect(thread.ask({ sql: 'SELECT 1', bindings: [] })).rejects.toThrow(
      'The thread of SQLite has ended',
    );
    expect(await knex('things').insert({ name: 'a' })).toEqual([1]);
  });

  it('says why a database cannot be opened', async () => {
    const nowhere = open('no/such/folder.sqlite');
    moveToThread(nowhere);
    await expect(nowhere.raw('SELECT 1')).rejects.toThrow(
      /directory does not exist/,
    );
    await nowhere.destroy();
  });
});
