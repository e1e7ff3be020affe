import { isError } from '@backstage/errors';
import {
  BuildComparison,
  COMPARE_STEP,
  ComparedMeasure,
  QUALITY_METRICS,
  ReferenceRow,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCount, formatRatio } from '../../formatNumber';
import { LiveVersionRow } from '../DeploymentRow';
import { getAdapter } from '../getAdapter';
import { BuildJudgement } from '../retrain/BuildJudge';
import { saveBuildComparison } from '../retrain/buildComparisons';
import { RetrainRules, retrainRulesOf } from '../retrain/RetrainColumns';
import { comparableRows, findRetrainRows } from '../retrain/retrainRows';
import { listSteps } from '../store/findDeployments';
import { findOwnLiveVersion } from '../store/liveVersions';
import { ReleasableVersion } from '../VersionRegistry';
import { askAdapter } from './askAdapter';
import { askPredictions } from './askPredictions';
import { DeploymentError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';
import { findServed } from './startVersion';

/** Measures told in a sentence; the page has them all. */
const TOLD_MAX = 3;

/**
 * Compares a retrained version with the live one on its own reference rows, before it
 * is started. Nothing is changed by it: after a crash it is done again.
 *
 * @throws DeploymentError when it is surely worse, or that is not known where it has
 *   to be
 */
export async function compareWithLive(
  run: DeploymentRun,
  candidate: ReleasableVersion,
): Promise<void> {
  const rules = retrainRulesOf(run.row);
  // Before an approval it was compared already.
  if (!rules || (await isCompared(run))) {
    return;
  }
  await run.step(COMPARE_STEP, {}, async () => {
    const live = await findOwnLiveVersion(run.options.database, run.target);
    if (live?.version === candidate.version) {
      return `Version ${candidate.version} is live in ${run.target.environment} already`;
    }
    const found = await compare(run, { rules, candidate, live });
    if (!live) {
      return found.says;
    }
    const comparison: BuildComparison = {
      ...found,
      candidate: candidate.version,
      live: live.version,
      comparedAt: run.options.now().toISOString(),
      gate: rules.gate,
    };
    await run.write({}, trx =>
      saveBuildComparison(trx, run.row.id, comparison),
    );
    assertLetThrough(comparison, rules);
    return comparison.says;
  });
}

async function isCompared(run: DeploymentRun): Promise<boolean> {
  const steps = await listSteps(run.options.database, [run.row.id]);
  return steps.some(
    ({ kind, name, status }) =>
      kind === 'release' && name === COMPARE_STEP && status === 'succeeded',
  );
}

function assertLetThrough(
  { candidate, live, outcome, says }: BuildComparison,
  { gate, mustBeJudged }: RetrainRules,
): void {
  if (gate === 'none' || outcome === 'not-worse') {
    return;
  }
  const byHand = `Version ${candidate} is kept: whoever wants it all the same deploys it by hand`;
  if (outcome === 'worse') {
    throw new DeploymentError({
      message: `The gate lets no version through that is surely worse than the live one, ${live}. ${says}. ${byHand}`,
    });
  }
  if (mustBeJudged) {
    throw new DeploymentError({
      message: `A model of high risk is not retrained unjudged. ${says}. ${byHand}`,
    });
  }
}

type Found = Pick<
  BuildComparison,
  'outcome' | 'says' | 'rows' | 'unanswered' | 'measures'
>;

interface Compared {
  rules: RetrainRules;
  candidate: ReleasableVersion;
  live: LiveVersionRow | undefined;
}

async function compare(
  run: DeploymentRun,
  { rules, candidate, live }: Compared,
): Promise<Found> {
  if (!live) {
    return notMeasured('nothing is live any more');
  }
  const rows = await findRows(run, rules, candidate);
  if (typeof rows === 'string') {
    return notMeasured(rows);
  }
  const url = await findUrl(run, live);
  if (url === undefined) {
    return notMeasured(`version ${live.version}, which is live, is not ready`);
  }
  const { predictions, trouble } = await askPredictions(run, {
    url,
    rows: rows.map(({ inputs }) => inputs),
    signature: candidate.signature,
  });
  const pairs = rows.flatMap(({ outputs, target = {} }, index) => {
    const predicted = predictions[index];
    return predicted ? [{ target, candidate: outputs, live: predicted }] : [];
  });
  const judged = run.options.buildJudge.judge(candidate.report, pairs);
  const unanswered = rows.length - pairs.length;
  return {
    ...describe(judged, {
      candidate: candidate.version,
      live: live.version,
      left:
        unanswered > 0
          ? `; ${formatCount(unanswered)} of ${formatCount(
              rows.length,
              'row',
            )} are left out, as version ${
              live.version
            } did not answer them (${trouble})`
          : '',
    }),
    rows: judged.n,
    unanswered,
    measures: judged.measures,
  };
}

function describe(
  { measures, n, unmeasured, worse }: BuildJudgement,
  { candidate, live, left }: { candidate: number; live: number; left: string },
): Pick<Found, 'outcome' | 'says'> {
  const figures = measures.slice(0, TOLD_MAX).map(tellMeasure).join(', ');
  const on = `on ${formatCount(n, 'row')} whose outcome is known${
    figures && `: ${figures}`
  }${left}`;
  if (unmeasured !== undefined) {
    return {
      outcome: 'not-measured',
      says: `Whether version ${candidate} is worse than version ${live} was not measured: ${unmeasured}${left}`,
    };
  }
  return worse.length > 0
    ? {
        outcome: 'worse',
        says: `Version ${candidate} is surely worse than version ${live} ${on}; ${worse.join(
          '; ',
        )}`,
      }
    : {
        outcome: 'not-worse',
        says: `Version ${candidate} is not surely worse than version ${live} ${on}`,
      };
}

function tellMeasure({ measure, candidate, live }: ComparedMeasure): string {
  const title = QUALITY_METRICS.find(it => it.measure === measure)?.short;
  return `${title} ${formatRatio(candidate)} against ${formatRatio(live)}`;
}

function notMeasured(why: string): Found {
  return {
    outcome: 'not-measured',
    says: `Whether it is worse than the live version was not measured: ${why}`,
    rows: 0,
    unanswered: 0,
    measures: [],
  };
}

/** @returns why there are none, in place of rows */
async function findRows(
  run: DeploymentRun,
  { engine: id }: RetrainRules,
  { runId, version }: ReleasableVersion,
): Promise<ReferenceRow[] | string> {
  const kept = await findRetrainRows(
    run.options.database,
    run.row.model_ref,
    version,
  );
  const rows = kept ?? (await readRows(run, id, runId));
  if (!rows) {
    return `the reference rows of version ${version} are not at hand: its workflow did not send any that may be kept, or its pipeline run is gone`;
  }
  const comparable = comparableRows(rows);
  if (comparable.length > 0) {
    return comparable;
  }
  return kept
    ? `none of the reference rows that the workflow of version ${version} has sent can be used: each needs a target, and nothing in it that the logging policy redacts`
    : `none of the reference rows of version ${version} has a target; let the pipeline write one to each row of reports/reference.jsonl`;
}

async function readRows(
  run: DeploymentRun,
  id: string,
  runId: string | undefined,
): Promise<ReferenceRow[] | undefined> {
  if (runId === undefined) {
    return undefined;
  }
  const engine = getAdapter(run.options.pipelineEngines, id, 'pipeline engine');
  try {
    const output = await askAdapter(run, {
      adapter: engine,
      method: 'readOutput',
      ask: () => engine.readOutput({ engine: id, runId }),
    });
    return output?.referenceRows;
  } catch (error) {
    // Old runs are cleared away; a retry may come later than that.
    if (isError(error) && error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}

/** @returns undefined unless it is ready */
async function findUrl(
  run: DeploymentRun,
  { runtime: id, version }: LiveVersionRow,
): Promise<string | undefined> {
  const runtime = getAdapter(
    run.options.servingRuntimes,
    id,
    'serving runtime',
  );
  const served = await findServed(run, runtime, version);
  return served?.state === 'ready' ? served.url?.replace(/\/$/, '') : undefined;
}
