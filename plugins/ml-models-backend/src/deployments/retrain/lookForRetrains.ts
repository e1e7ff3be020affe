import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotFoundError,
  toError,
} from '@backstage/errors';
import {
  Deployment,
  MlModelEntityV1alpha1,
  retrainOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { parseRetrainSchedule } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { modelRefOfEntity } from '../../catalog/ModelCatalog';
import { audited } from '../../http/audited';
import { DeploymentRequest } from '../planDeployment';
import { TargetTakenError } from '../store/insertDeployment';
import { DueRetrain, findDueRetrain } from './findDueRetrain';
import { planOf } from './planOf';
import {
  deleteRetrainPlan,
  listRetrainPlans,
  RetrainPlanRow,
  saveRetrainPlan,
} from './retrainPlans';
import { VerdictTurns } from './VerdictTurns';

/** As the portal names itself, which nobody has asked to. */
export const RETRAINED_BY = 'plugin:ml-models';

export interface LookForRetrainsOptions {
  auditor: AuditorService;
  catalog: {
    /** @returns those that name a schedule or a verdict to be retrained by */
    listRetrained(): Promise<MlModelEntityV1alpha1[]>;
  };
  database: Knex;
  deployments: { request(request: DeploymentRequest): Promise<Deployment> };
  logger: LoggerService;
  verdicts: VerdictTurns;
  now: () => Date;
  /** Stops between two models. */
  signal?: AbortSignal;
}

/**
 * Asks for the retrains that are due. Done twice, or on two replicas at once, each is
 * asked for once: by its slot, or by the turn of the verdict.
 *
 * @throws whatever the catalog does; nothing is asked for or forgotten then
 */
export async function lookForRetrains(
  options: LookForRetrainsOptions,
): Promise<void> {
  const { catalog, database, logger, signal } = options;
  const plans = new Map(
    (await listRetrainPlans(database)).map(plan => [plan.model_ref, plan]),
  );
  for (const model of await catalog.listRetrained()) {
    if (signal?.aborted) return;
    const modelRef = modelRefOfEntity(model);
    try {
      await lookAt({ model, modelRef, before: plans.get(modelRef) }, options);
    } catch (error) {
      // One model must not keep others from it.
      logger.warn(
        `Whether ${modelRef} is to be retrained could not be told, and is looked at again in a minute: ${
          toError(error).message
        }`,
      );
    }
    plans.delete(modelRef);
  }
  for (const modelRef of plans.keys()) {
    await deleteRetrainPlan(database, modelRef);
  }
}

interface LookedAt {
  model: MlModelEntityV1alpha1;
  modelRef: string;
  before: RetrainPlanRow | undefined;
}

async function lookAt(
  { model, modelRef, before }: LookedAt,
  options: LookForRetrainsOptions,
): Promise<void> {
  const { database, verdicts } = options;
  const now = options.now();
  const retrain = retrainOf(model);
  const schedule =
    retrain.schedule === undefined
      ? undefined
      : parseRetrainSchedule(retrain.schedule);
  const plan = planOf({ modelRef, retrain }, { before, schedule, now });
  const due = await findDueRetrain(
    plan,
    { retrain, schedule },
    { database, verdicts, now },
  );
  await saveRetrainPlan(
    database,
    due
      ? await request(due, { model, plan, now }, options)
      : { ...plan, note: forgetWaiting(plan) },
  );
}

const WAITS = 'Waits';

/** What a verdict waited for is no matter once it has recovered. */
function forgetWaiting({ note }: RetrainPlanRow): string | null {
  return note?.startsWith(WAITS) ? null : note;
}

/** @returns the plan, as it is then */
async function request(
  due: DueRetrain,
  {
    model,
    plan,
    now,
  }: { model: MlModelEntityV1alpha1; plan: RetrainPlanRow; now: Date },
  { auditor, deployments, logger }: LookForRetrainsOptions,
): Promise<RetrainPlanRow> {
  const { by, done, idempotencyKey, notBefore, reason } = due;
  if (notBefore && notBefore > now) {
    const until = notBefore.toISOString();
    return {
      ...plan,
      note: `${WAITS} until ${until}, as it was retrained shortly before. ${reason}`,
    };
  }
  const { environment, model_ref: modelRef } = plan;
  const asked = { modelRef, environment, trigger: 'retrain' as const, reason };
  try {
    await audited(
      auditor,
      { eventId: 'deployment-request', meta: { ...asked, by } },
      () =>
        deployments.request({
          ...asked,
          model,
          requestedBy: RETRAINED_BY,
          idempotencyKey,
          yields: true,
        }),
      ({ id }) => ({ id }),
    );
    return done;
  } catch (error) {
    const { message } = toError(error);
    if (error instanceof TargetTakenError) {
      return { ...plan, note: `${WAITS} for its turn. ${message}` };
    }
    if (!isRefusal(error)) {
      throw error;
    }
    logger.warn(`${modelRef} was not retrained: ${message}`);
    return {
      ...done,
      note: `Skipped at ${now.toISOString()}. ${message}`,
    };
  }
}

/** Asking again would only be told the same. */
function isRefusal(error: unknown): boolean {
  return [ConflictError, InputError, NotFoundError].some(
    refusal => error instanceof refusal,
  );
}
