import { inspect } from 'node:util';
import { MlModelsClient } from './MlModelsClient';
import * as operations from './operations';

function callAnswered(status: number, body: string, contentType: string) {
  const client = new MlModelsClient({
    discoveryApi: { getBaseUrl: async () => 'http://localhost/api/ml-models' },
    fetchApi: {
      fetch: async () =>
        new Response(body, {
          status,
          statusText: 'Conflict',
          headers: { 'content-type': contentType },
        }),
    },
  });
  return client.call(operations.listModels, {});
}

describe('MlModelsClient', () => {
  it('fails with the words of the server, in the stack too', async () => {
    const error = { name: 'ConflictError', message: "It is 'taken' for $& 1" };
    const refused = callAnswered(
      409,
      JSON.stringify({ error, response: { statusCode: 409 } }),
      'application/json',
    );

    await expect(refused).rejects.toMatchObject({
      message: "It is 'taken' for $& 1",
      statusCode: 409,
      stack: expect.stringMatching(/^ResponseError: It is 'taken' for \$& 1\n/),
    });
  });

  it('names the status where something else answers', async () => {
    const refused = callAnswered(409, '<h1>Away</h1>', 'text/html');

    await expect(refused).rejects.toThrow(/409/);
    await expect(refused.catch(inspect)).resolves.toMatch(/409 Conflict/);
  });
});
