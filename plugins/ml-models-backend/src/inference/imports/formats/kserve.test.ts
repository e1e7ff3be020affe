import { importQuerySchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { kserve } from './kserve';

const MEBI = 1024 * 1024;

function anEvent(id: number, half: 'request' | 'response', text = '') {
  const type = `org.kubeflow.serving.inference.${half}`;
  const data = { inputs: [{ name: 'x', data: [text], shape: [1] }] };
  const event = { id: `e${id}`, type, time: '2026-03-10T12:00:00Z', data };
  return Buffer.from(`${JSON.stringify(event)}\n`);
}

describe('kserve', () => {
  it('gives up the oldest events where those that wait are too large together', async () => {
    async function* chunks() {
      for (let id = 0; id < 70; id += 1) {
        yield anEvent(id, 'request', 'x'.repeat(MEBI));
      }
      yield anEvent(0, 'response');
    }
    const query = importQuerySchema.parse({ format: 'kserve' });
    const file = { chunks: chunks(), contentType: 'application/x-ndjson' };
    const items = [];
    for await (const item of kserve.read(file, query)) {
      items.push('reason' in item ? item.reason : item.line);
    }
    expect(items[0]).toMatch('the request has no response');
    expect(items.at(-1)).toMatch('the response has no request');
    expect(items).toHaveLength(71);
  });
});
