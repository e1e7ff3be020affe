import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const requestSchema = z.object({
  inputs: z.array(z.object({ name: z.string(), data: z.array(z.unknown()) })),
});

export interface AskedForPredictions {
  path: string;
  traffic: string | undefined;
  rows: Array<Record<string, unknown>>;
}

/** A service of a model, on a real port, that speaks the Open Inference Protocol. */
export class PredictingService {
  readonly asked: AskedForPredictions[] = [];
  /** Called before each answer. */
  onAsked: () => Promise<void> = async () => {};
  /** Status of the answer to a request; 200 is a prediction. */
  statusOf: (rows: AskedForPredictions['rows']) => number = () => 200;

  private readonly server = createServer(async (request, response) => {
    const asked = await readAsked(request);
    this.asked.push(asked);
    await this.onAsked();
    const status = this.statusOf(asked.rows);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        status === 200 ? toOutputs(asked.rows.map(this.predict)) : {},
      ),
    );
  });

  constructor(
    private readonly predict: (row: Record<string, unknown>) => NamedValues,
  ) {}

  /** @returns the base URL */
  async start(): Promise<string> {
    await new Promise<void>(resolve => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.server.address();
    return `http://127.0.0.1:${portOf(address)}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}

async function readAsked(
  request: IncomingMessage,
): Promise<AskedForPredictions> {
  const { inputs } = requestSchema.parse(JSON.parse(await text(request)));
  const traffic = request.headers['x-noshelfware-traffic'];
  return {
    path: request.url ?? '',
    traffic: typeof traffic === 'string' ? traffic : undefined,
    rows: Array.from({ length: inputs[0]?.data.length ?? 0 }, (_, row) =>
      Object.fromEntries(inputs.map(({ name, data }) => [name, data[row]])),
    ),
  };
}

function toOutputs(predictions: NamedValues[]) {
  return {
    outputs: Object.keys(predictions[0] ?? {}).map(name => ({
      name,
      shape: [predictions.length],
      data: predictions.map(prediction => prediction[name]),
    })),
  };
}
