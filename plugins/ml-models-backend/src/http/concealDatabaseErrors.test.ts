import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { serveRouter } from '../__testUtils__/serveRouter';
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
