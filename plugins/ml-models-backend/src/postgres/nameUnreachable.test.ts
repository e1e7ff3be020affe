import knexFactory, { Knex } from 'knex';
import { once } from 'node:events';
import { connect, createServer, Server } from 'node:net';
import { describePostgres } from '../__testUtils__/eachDatabase';
import { nameUnreachable } from './nameUnreachable';

/** A statement with it loses its connection on the way to the server. */
const LOST = 'lost_on_the_way';

function loseStatements(server: { host: string; port: number }): Server {
  return createServer(socket => {
    const upstream = connect(server);
    upstream.pipe(socket);
    socket.on('data', chunk => {
      if (chunk.includes(LOST)) {
        socket.destroy();
        upstream.destroy();
      } else {
        upstream.write(chunk);
      }
    });
    socket.on('close', () => upstream.destroy());
  });
}

describePostgres('nameUnreachable', openDatabase => {
  let knex: Knex;
  let server: Server;

  beforeEach(async () => {
    const { connection } = (await openDatabase()).client.config;
    server = loseStatements(connection).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    knex = knexFactory({
      client: 'pg',
      connection: {
        ...connection,
        // Which knex hides from whoever lists what there is.
        password: connection.password,
        host: '127.0.0.1',
        port,
      },
      pool: { min: 0, max: 1 },
    });
    nameUnreachable(knex);
  });

  afterEach(async () => {
    await knex.destroy();
    server.close();
    await once(server, 'close');
  });

  const ways: [string, () => Promise<unknown>, string][] = [
    [
      'a lost statement',
      async () => knex.raw(`select 1 as ${LOST}`),
      'Connection terminated unexpectedly',
    ],
    [
      'a lost statement of a transaction',
      () => knex.transaction(trx => trx.raw(`select 1 as ${LOST}`)),
      'Client has encountered a connection error',
    ],
    [
      'a server that ends the connection',
      async () => knex.raw('select pg_terminate_backend(pg_backend_pid())'),
      'terminating connection due to administrator command',
    ],
    [
      'a pool whose connections are all taken',
      () =>
        knex.transaction(() => {
          // The only one is not given back while another is waited for.
          knex.client.pool.acquireTimeoutMillis = 1;
          return knex.raw('select 1');
        }),
      'Timeout acquiring a connection',
    ],
  ];
  it.each(ways)('names %s', async (_name, ask, reason) => {
    await expect(ask()).rejects.toMatchObject({
      name: 'UnreachableDatabaseError',
      message: expect.stringContaining(reason),
    });
  });

  it('gets a connection again once there is one', async () => {
    await expect(knex.raw(`select 1 as ${LOST}`)).rejects.toThrow();
    const { rows } = await knex.raw('select 1 as found');
    expect(rows).toEqual([{ found: 1 }]);
  });

  it('leaves what a server says of a statement as it is', async () => {
    await expect(knex('no_such_table').select()).rejects.toMatchObject({
      severity: 'ERROR',
      code: '42P01',
    });
  });
});
