import {
  FeatureDrift,
  Verdict,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { EvaluationSource } from '../EvaluationSource';
import { DAY_S, FIVE_MINUTES_S } from '../profile/WindowKey';
import { WindowProfile } from '../profile/WindowProfile';
import { measureQuality } from '../quality/measureQuality';
import { findVersionDrifts } from '../read/findVersionDrifts';
import {
  readFeatureCounts,
  readWindows,
  StoredWindow,
  WHOLE_RANGE_S,
} from '../read/readWindows';
import { addUpWindows, findNewestServed } from '../read/summariseWindows';
import { findQualityEvidence } from './findQualityEvidence';
import { judgeVerdict } from './judgeVerdict';

const RECENT_S = 15 * 60;
const BEFORE_S = 7 * DAY_S;
const DRIFT_S = DAY_S;

export interface VerdictSubject {
  modelRef: string;
  environment: string;
  /** Default: the version that serves. */
  version?: number;
}

export interface JudgedSubject {
  verdict: Verdict;
  /** The version that was judged; absent when none has served for 7 days. */
  version?: number;
  drift: FeatureDrift[];
}

/** Judges from profiles; no inference record is read. */
export class VerdictReader {
  constructor(
    private readonly options: { knex: Knex; evaluation: EvaluationSource },
  ) {}

  async judge(subject: VerdictSubject, nowMs: number): Promise<JudgedSubject> {
    const { modelRef, environment } = subject;
    const nowS = Math.floor(nowMs / 1000);
    // Whole windows: the last 15 to 20 minutes.
    const recentS = startOfWindow(nowS - RECENT_S);
    const windows = await readWindows(this.options.knex, {
      modelRef,
      environment,
      fromS: recentS - BEFORE_S,
      // Clocks ahead of ours are taken up to 5 minutes.
      untilS: nowS + FIVE_MINUTES_S,
    });
    const live = windows.filter(({ replay }) => !replay);
    const version =
      subject.version ?? findNewestServed(live) ?? findNewestServed(windows);
    const ofVersion = windows.filter(window => window.version === version);
    const drift = await this.measureDrift({ ...subject, version }, nowS);
    const verdict = judgeVerdict(
      {
        recent: summarise(
          live.filter(it => it.version === version && it.startS >= recentS),
        ),
        before: summarise(live.filter(it => it.startS < recentS)),
        drift,
        quality: await this.compareQuality(modelRef, version, ofVersion),
      },
      new Date(nowMs),
    );
    return { verdict, version, drift };
  }

  private async measureDrift(
    { modelRef, environment, version }: VerdictSubject,
    nowS: number,
  ): Promise<FeatureDrift[]> {
    if (version === undefined) {
      return [];
    }
    const { knex } = this.options;
    const drifts = await findVersionDrifts(knex, modelRef, [version]);
    const versionDrift = drifts.get(version);
    if (!versionDrift) {
      return [];
    }
    const stored = await readFeatureCounts(
      knex,
      {
        modelRef,
        environment,
        fromS: startOfWindow(nowS - DRIFT_S),
        untilS: nowS + FIVE_MINUTES_S,
        bucketS: WHOLE_RANGE_S,
      },
      { revisions: [versionDrift.layout.revision] },
    );
    return versionDrift.decideAll(versionDrift.sum(stored));
  }

  private async compareQuality(
    modelRef: string,
    version: number | undefined,
    windows: readonly StoredWindow[],
  ) {
    const measured = measureQuality(addUpWindows(windows).outcomes);
    return version === undefined || measured.labels === 0
      ? undefined
      : findQualityEvidence(
          measured,
          await this.options.evaluation.listMetrics(modelRef, version),
        );
  }
}

function summarise(windows: readonly StoredWindow[]) {
  const profile: WindowProfile = addUpWindows(windows);
  return {
    requests: profile.requests,
    errors: profile.errors,
    timed: profile.latency.count,
    p95Ms: profile.latencyAt(0.95),
  };
}

function startOfWindow(seconds: number): number {
  return Math.floor(seconds / FIVE_MINUTES_S) * FIVE_MINUTES_S;
}
