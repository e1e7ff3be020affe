import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knexFactory, { Knex } from 'knex';
import { isUniqueViolation } from '../isUniqueViolation';
import { moveToThread } from './moveToThread';
import { RowPacker } from './RowPacker';
import { runEach } from './runEach';
import { SqliteSession } from './SqliteSession';

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

  it('lets transactions that are begun at once follow one another', async () => {
    const seen: string[][] = [];
    const count = (name: string) =>
      knex.transaction(async trx => {
        seen.push(await trx('things').pluck('name'));
        await trx('things').insert({ name });
        // Others come in between here, if they can.
        await new Promise(setImmediate);
        await trx('things').insert({ name: `${name}2` });
      });
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(count));

    expect(seen.map(names => names.length)).toEqual([0, 2, 4, 6, 8, 10]);
  });

  it('begins the work of a transaction before the one ahead of it has ended', async () => {
    const begun: string[] = [];
    let end = () => {};
    const held = new Promise<void>(resolve => {
      end = resolve;
    });
    const first = knex.transaction(async trx => {
      await trx('things').insert({ name: 'a' });
      await held;
    });
    const second = knex.transaction(trx => {
      begun.push('second');
      const reading = trx('things').pluck('name');
      end();
      return reading;
    });
    await first;
    expect(begun).toEqual(['second']);
    expect(await second).toEqual(['a']);
  });

  it('runs nothing outside of a transaction that SQLite has ended', async () => {
    await knex.raw('PRAGMA max_page_count = 12');
    const bytes = Buffer.alloc(100_000);
    const failures: unknown[] = [];
    await expect(
      knex.transaction(async trx => {
        await trx('things').insert({ name: 'a' });
        const full = trx('things').insert({ name: 'b', bytes });
        // Asked for before anybody can know.
        const ahead = trx('things').insert({ name: 'c' });
        for (const one of await Promise.allSettled([full, ahead])) {
          if (one.status === 'rejected') failures.push(one.reason.code);
        }
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');

    expect(failures).toEqual(['SQLITE_FULL', 'SQLITE_FULL']);
    expect(await knex('things').pluck('name')).toEqual([]);
    await knex.transaction(trx => trx('things').insert({ name: 'd' }));
    expect(await knex('things').pluck('name')).toEqual(['d']);
  });

  it('holds nobody up with a transaction whose commit failed', async () => {
    await knex.raw('PRAGMA foreign_keys = ON');
    await knex.schema.createTable('parts', table => {
      table.integer('thing').references('things.id').deferrable('deferred');
    });
    await expect(
      knex.transaction(trx => trx('parts').insert({ thing: 7 })),
    ).rejects.toThrow('FOREIGN KEY constraint failed');

    await knex.transaction(trx => trx('things').insert({ name: 'a' }));
    expect(await knex('parts')).toEqual([]);
  });

  it('fails what was asked for in a transaction that could not begin', async () => {
    const session: SqliteSession = await knex.client.acquireConnection();
    session.begin();
    session.begin();
    const asked = session.ask({
      sql: "INSERT INTO things (name) VALUES ('a')",
      bindings: [],
    });
    await expect(asked).rejects.toThrow('within a transaction');
    await session.rollBack();
    await knex.client.releaseConnection(session);
    expect(await knex('things').pluck('name')).toEqual([]);
  });

  it('keeps its settings when the thread is opened anew', async () => {
    moveToThread(direct, ['synchronous = EXTRA']);
    const EXTRA = [{ synchronous: 3 }];
    expect(await direct.raw('PRAGMA synchronous')).toEqual(EXTRA);
    const session: SqliteSession = await direct.client.acquireConnection();
    await direct.client.releaseConnection(session);
    await session.thread.close();
    expect(await direct.raw('PRAGMA synchronous')).toEqual(EXTRA);
  });

  it('runs one statement for many bindings, and says which did anything', async () => {
    const changes = await knex.transaction(trx =>
      runEach(
        trx,
        'INSERT INTO things (name) VALUES (?) ON CONFLICT DO NOTHING',
        packed([['a'], ['b'], ['a']]),
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
        packed([['b'], ['c']]),
      ),
    );
    expect(others).toEqual([0, 1]);
  });

  it('takes many bindings across as they are', async () => {
    const INSERT =
      'INSERT INTO things (name, large, at, bytes) VALUES (?, ?, ?, ?)';
    const rows = [
      ['a', 7, 0.5, Buffer.from([1])],
      ['b', 7, 0.5, null],
      ['c', 7, 2 ** 53 - 1, Buffer.from([2, 3])],
      [null, 7, 4, Buffer.from([1])],
    ];
    await knex.transaction(trx => runEach(trx, INSERT, packed(rows)));
    const stored = await direct('things')
      .orderBy('id')
      .select('name', 'large', 'at', 'bytes');
    expect(stored.map(row => Object.values(row))).toEqual(rows);
    expect(
      await knex.transaction(trx => runEach(trx, INSERT, packed([]))),
    ).toEqual([]);
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
    expect(connection).toBeInstanceOf(SqliteSession);
    await direct.client.releaseConnection(connection);
  });

  it('opens a connection anew when its thread has ended', async () => {
    const session: SqliteSession = await knex.client.acquireConnection();
    await knex.client.releaseConnection(session);
    await session.thread.close();

    await expect(
      session.ask({ sql: 'SELECT 1', bindings: [] }),
    ).rejects.toThrow('The thread of SQLite has ended');
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

function packed(rows: readonly unknown[][]) {
  const packer = new RowPacker();
  rows.forEach(row => packer.addRow(row));
  return packer.pack();
}
