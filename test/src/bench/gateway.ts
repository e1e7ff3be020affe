import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { deploy, endpointOf } from '../journey/deploy';
import { publishTinyModel } from '../journey/publishTinyModel';
import { TinyAnswer, TinyModelCaller } from '../journey/TinyModelCaller';
import { readNumbers } from '../measuring/options';
import { percentileOf } from '../measuring/percentile';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';
import { PortalUser } from '../portal/PortalUser';
import { withPortal } from '../portal/withPortal';

const NAME = 'gateway';

const { rounds, requests, callers } = readNumbers({
  /** Each way in turn, as what else a machine does is not the same all the time. */
  rounds: 10,
  /** Of each round, each way: as many one after the other, and as many at once. */
  requests: 2_000,
  /** At once, where it is about how many requests there are in a second. */
  callers: 16,
});

const stateSchema = z.object({
  services: z.array(z.object({ port: z.number() })).length(1),
});

/** What was measured one way. */
class Way {
  readonly latencies: number[] = [];
  readonly perSecond: number[] = [];
  private readonly caller: TinyModelCaller;

  constructor(endpoint: string) {
    this.caller = new TinyModelCaller(endpoint, NAME, callers);
  }

  /** The compilers have seen it all by then, here as well as in the service. */
  async warmUp(): Promise<void> {
    await this.askAtOnce();
  }

  async measure(): Promise<void> {
    for (let i = 0; i < requests; i += 1) {
      const { sentMs, answeredMs } = await this.ask();
      this.latencies.push(answeredMs - sentMs);
    }
    const startedAt = performance.now();
    await this.askAtOnce();
    this.perSecond.push((requests * 1000) / (performance.now() - startedAt));
  }

  end(): void {
    this.caller.close();
  }

  private async askAtOnce(): Promise<void> {
    let left = requests;
    const call = async () => {
      while (left > 0) {
        left -= 1;
        await this.ask();
      }
    };
    await Promise.all(Array.from({ length: callers }, call));
  }

  private async ask(): Promise<TinyAnswer> {
    const answer = await this.caller.ask();
    if (!answer.ok) throw new Error('A request failed');
    return answer;
  }
}

/**
 * Asks one version through the gateway and past it, where its process listens: what
 * the gateway adds to an answer, and what it leaves of the requests in a second.
 */
async function main() {
  await withPortal(async portal => {
    const user = await PortalUser.signIn(portal.url);
    const model = await publishTinyModel(user, { name: NAME });
    const { status, failure } = await deploy(user, model.params);
    if (status !== 'live') throw new Error(failure?.message ?? status);
    const direct = new Way(await findService(portal.dataDir));
    const gateway = new Way(await endpointOf(user, model.params));
    try {
      await direct.warmUp();
      await gateway.warmUp();
      for (let i = 0; i < rounds; i += 1) {
        await direct.measure();
        await gateway.measure();
      }
    } finally {
      direct.end();
      gateway.end();
      await model.remove();
    }
    reportWays(direct, gateway);
  });
}

/** @returns where the only service listens */
async function findService(dataDir: string): Promise<string> {
  const file = join(dataDir, 'supervisor/state.json');
  const state = stateSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return `http://127.0.0.1:${state.services[0].port}`;
}

function reportWays(direct: Way, gateway: Way): void {
  const added = (share: number) =>
    percentileOf(gateway.latencies, share) -
    percentileOf(direct.latencies, share);
  const ratios = gateway.perSecond.map((it, at) => it / direct.perSecond[at]);
  report('gateway', {
    directP50Ms: rounded(percentileOf(direct.latencies, 0.5)),
    addedP50Ms: rounded(added(0.5)),
    addedP99Ms: rounded(added(0.99)),
    requestsPerSecond: Math.round(percentileOf(gateway.perSecond, 0.5)),
    throughputRatio: rounded(percentileOf(ratios, 0.5)),
  });
}

runBench(main);
