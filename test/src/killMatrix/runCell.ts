import { setTimeout as delay } from 'node:timers/promises';
import { SteadyLoad } from '../journey/SteadyLoad';
import { Backends } from './Backends';
import { Cell, Victim } from './cells';
import {
  listDeployments,
  listPipelineProcesses,
  listRepeatedStages,
  listRunning,
  listVersions,
  readLive,
  readShares,
  routeOf,
} from './facts';
import { judgeCalls } from './judgeCalls';
import { judgeOutcome, Outcome } from './judgeOutcome';
import { Point } from './kinds';
import { mayFail } from './mayFail';
import { strike } from './strike';
import { Begun, Subject } from './Subject';

/** Of callers: one each twenty milliseconds sees the shortest gap worth a word. */
const REQUESTS_PER_SECOND = 50;
/** A service that is stopped may have ten seconds to end. */
const SETTLES_WITHIN_MS = 20_000;
/** How long callers go on at least after a kill: until what it keeps away is back. */
const WATCHED_MS: Record<Victim, number> = {
  backend: 0,
  pipeline: 0,
  supervisor: 2_500,
  model: 2_000,
};
/** Of the last requests, each is answered by who is to answer. */
const LAST_LOOK_MS = 500;

export interface CellResult {
  /** What is not as it should be, in words. */
  complaints: string[];
  /** How the deployment ended; absent when that was not seen. */
  status?: string;
  /** The victim had done its work and was gone: nothing was killed. */
  isMissed: boolean;
}

/** Deploys, kills, and looks what has become of it. */
export async function runCell(
  cell: Cell,
  { backends, subject }: { backends: Backends; subject: Subject },
): Promise<CellResult> {
  const { name } = subject.target;
  const endpoint = await subject.endpoint();
  const load = new SteadyLoad({
    endpoint,
    name,
    perSecond: REQUESTS_PER_SECOND,
  });
  try {
    await subject.hold(cell.point);
    const begun = await subject.begin();
    const killedAt = await killAndEnd(cell, { backends, subject, begun });
    const expected = {
      ...begun,
      status: cell.kind === 'edit of the traffic' ? 'traffic-edited' : 'live',
      mayFail: mayFail(cell),
      mayRepeat: cell.victim === 'pipeline',
      deployments: begun.deploymentsBefore + 1,
      versions:
        cell.kind === 'build'
          ? [...begun.versionsBefore, begun.candidate]
          : begun.versionsBefore,
      before: begun.before.weights,
    };
    const found = await settle(subject, begun, outcome =>
      judgeOutcome(outcome, expected),
    );
    const struckAt = killedAt ?? performance.now();
    await delay(struckAt + WATCHED_MS[cell.victim] - performance.now());
    const lastLookAt = performance.now();
    await delay(LAST_LOOK_MS);
    await load.stop();
    return {
      complaints: [
        ...judgeOutcome(found, expected),
        ...judgeCalls(load.answers, {
          victim: cell.victim,
          killedAt: struckAt,
        }),
        ...judgeAnswers(
          load.answers.filter(({ sentMs }) => sentMs > lastLookAt),
          found,
        ),
      ],
      status: found.status,
      isMissed: killedAt === undefined,
    };
  } finally {
    await load.stop();
    await subject.letGo(cell.point);
  }
}

interface Chase {
  backends: Backends;
  subject: Subject;
  begun: Begun;
}

/** @returns when the victim was killed; undefined: it was gone */
async function killAndEnd(
  cell: Cell,
  { backends, subject, begun }: Chase,
): Promise<number | undefined> {
  const watch = subject.watch(begun.id);
  const killed = killAt(cell, { backends, subject, begun });
  const pause = async ({ at, step }: Point) => {
    if (at === cell.point.at && step === cell.point.step) await killed;
  };
  const [killedAt] = await Promise.all([
    killed,
    subject.decide(begun.id, pause),
  ]);
  await watch.end();
  if (cell.victim === 'backend' && cell.replicas > 1) await backends.revive();
  return killedAt;
}

async function killAt(
  cell: Cell,
  { backends, subject, begun }: Chase,
): Promise<number | undefined> {
  const { victim, point, replicas } = cell;
  if (!(await subject.watch(begun.id).reach(point))) {
    throw new Error(`It ended before it came ${point.at} ${point.step}`);
  }
  const killedAt = await strike(cell, {
    backends,
    deploymentId: begun.id,
    route: routeOf(subject.target),
    liveVersion: begun.before.weights[0].version,
    candidate: begun.candidate,
  });
  await subject.letGo(point);
  if (victim === 'backend') {
    await subject.endLease(begun.id);
    if (replicas === 1) await backends.revive();
  }
  return killedAt;
}

/** Looks until all is well, or does not get well any more. */
async function settle(
  subject: Subject,
  begun: Begun,
  judge: (outcome: Outcome) => string[],
): Promise<Outcome> {
  const deadline = performance.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const outcome = await readOutcome(subject, begun);
    if (judge(outcome).length === 0 || performance.now() > deadline) {
      return outcome;
    }
    await delay(200);
  }
}

async function readOutcome(subject: Subject, { id }: Begun): Promise<Outcome> {
  const { target } = subject;
  const { status, failure } = await subject.watch(id).read();
  const { weights, previous } = await readLive(target);
  return {
    status,
    failure,
    deployments: (await listDeployments(target)).length,
    versions: await listVersions(target),
    live: weights,
    previous,
    shares: await readShares(target),
    running: await listRunning(target),
    repeatedStages: await listRepeatedStages(target.dataDir, id),
    pipelineProcesses: await listPipelineProcesses(target.dataDir, id),
  };
}

/** Whether those answer who are said to. */
function judgeAnswers(
  answers: SteadyLoad['answers'],
  { live }: Outcome,
): string[] {
  const serving = live.map(({ version }) => version);
  const others = answers.flatMap(({ ok, version }) =>
    ok && version !== undefined && !serving.includes(version) ? [version] : [],
  );
  if (answers.length === 0) return ['nobody has answered in the end'];
  return others.length === 0
    ? []
    : [`answers came from versions ${[...new Set(others)].join(', ')} as well`];
}
