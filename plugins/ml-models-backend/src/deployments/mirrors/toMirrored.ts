import { MirroredDeployment } from '@noshelfware/backstage-plugin-ml-models-node';
import { commitOf } from '../../commitOf';
import { targetOf } from '../DeploymentRow';
import { describeMirrored } from './describeMirrored';
import { MirrorContext } from './MirrorContext';
import { UntoldRow } from './store/listUntold';

/**
 * @returns what a mirror is told; undefined as long as it is not known which commit
 *   of which repository is deployed
 * @throws ServiceUnavailableError while the catalog does not answer
 */
export async function toMirrored(
  row: UntoldRow,
  context: MirrorContext,
): Promise<MirroredDeployment | undefined> {
  const target = targetOf(row);
  const { modelRef, environment } = target;
  const commit = await findCommit(row, context);
  const model = await context.findModel(modelRef);
  const sourceLocation = row.source_location ?? model.sourceLocation;
  if (!commit || !sourceLocation) {
    return undefined;
  }
  const state = row.mirrored_state;
  return {
    ...target,
    deploymentId: row.id,
    state,
    trigger: row.trigger,
    commit,
    sourceLocation,
    version: row.version ?? undefined,
    description: describeMirrored(row, state),
    isProduction: environment === model.production,
    url: context.urlOf({ modelRef, deploymentId: row.id }),
    environmentUrl:
      state === 'success' ? await context.findEndpoint(target) : undefined,
    reference: row.mirror_reference ?? undefined,
    isRepeated: row.mirror_attempts > 0,
  };
}

async function findCommit(
  row: UntoldRow,
  context: MirrorContext,
): Promise<string | undefined> {
  const known = commitOf(row)?.sha ?? row.requested_commit ?? undefined;
  return known === undefined && row.version !== null
    ? context.findCommit(row.model_ref, row.version)
    : known;
}
