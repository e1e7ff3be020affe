import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { unjudgedVerdict } from '../../unjudgedVerdict';
import { findRecorded } from '../telemetry/findDailyTraffic';
import { EnvironmentOfModel } from '../verdict/readEnvironmentEvidence';
import { findVerdict, VerdictSource } from '../verdict/storedVerdicts';

/**
 * @param version - default: the one that is live
 * @returns what is said where nobody has judged, in the words of the pages that show
 *   all environments
 */
export async function findShownVerdict(
  source: VerdictSource,
  subject: EnvironmentOfModel,
  version?: number,
): Promise<Verdict> {
  const verdict = await findVerdict(source, subject, version);
  if (verdict) {
    return verdict;
  }
  const recorded = await findRecorded(source.knex, [subject.modelRef]);
  return unjudgedVerdict(
    recorded.find(it => it.environment === subject.environment) ?? {
      requests: 0,
    },
    source.now,
  );
}
