import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import knexFactory, { Knex } from 'knex';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { serveRouter } from '../__testUtils__/serveRouter';
import { openDatabase as openPluginDatabase } from '../database';
import { concealDatabaseErrors } from './concealDatabaseErrors';

describeEachDatabase('concealDatabaseErrors', openDatabase => {
  it('keeps a statement out of the answer, and in the log', async () => {
    const knex = await openDatabase();
    const logger = mockServices.logger.mock();
    const router = Router();
    router.get('/broken', (_, __, next) => {
      knex('no_such_table').select('secret_column').catch(next);
    });
    router.use(concealDatabaseErrors(logger));
    const { status, body } = await serveRouter(router).get('/broken');
    expect(status).toBe(500);
    expect(body.error.message).toMatch(
      /^The database could not do what GET \/broken needs; the portal's log of 20/,
    );
    expect(JSON.stringify(body)).not.toMatch(/no_such_table|secret_column/);
    expect(logger.error).toHaveBeenCalledWith(
      'The database failed GET /broken',
      { error: expect.stringContaining('no_such_table') },
    );
  });

  it('leaves every other error as it is', async () => {
    const router = Router();
    router.get('/missing', (_, __, next) => next(new NotFoundError('No x')));
    router.use(concealDatabaseErrors(mockServices.logger.mock()));
    const { status, body } = await serveRouter(router).get('/missing');
    expect([status, body.error.message]).toEqual([404, 'No x']);
  });
});

/** @returns the plugin's database, at a port where nobody listens any more */
async function openNowhere(): Promise<{ knex: Knex; port: string }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  server.close();
  await once(server, 'close');
  const client = knexFactory({
    client: 'pg',
    connection: { host: '127.0.0.1', port, user: 'ada', password: 'secret' },
  });
  return {
    knex: await openPluginDatabase({
      getClient: async () => client,
      migrations: { skip: true },
    }),
    port: String(port),
  };
}

describe('concealDatabaseErrors of a PostgreSQL that is away', () => {
  it.each<[string, (knex: Knex) => Promise<unknown>]>([
    ['a statement', async knex => knex('models').select()],
    ['a transaction', knex => knex.transaction(trx => trx('models').select())],
  ])(
    'answers %s with 503, and keeps where it was looked for in the log',
    async (_name, ask) => {
      const { knex, port } = await openNowhere();
      const logger = mockServices.logger.mock();
      const router = Router();
      router.get('/away', (_, __, next) => {
        ask(knex).catch(next);
      });
      router.use(concealDatabaseErrors(logger));
      const { status, body } = await serveRouter(router).get('/away');
      expect(status).toBe(503);
      expect(body.error.message).toMatch(
        /^The portal cannot reach its database: try again later; the portal's log of 20/,
      );
      expect(JSON.stringify(body)).not.toMatch(
        new RegExp(`${port}|127\\.0|ECONN|models`),
      );
      expect(logger.error).toHaveBeenCalledWith(
        'The database failed GET /away',
        { error: expect.stringContaining(`ECONNREFUSED 127.0.0.1:${port}`) },
      );
      await knex.destroy();
    },
  );
});
