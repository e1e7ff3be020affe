import {
  DeploymentSummary,
  environmentsOf,
  EXTERNAL_RUNTIME,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { modelRefOfEntity } from '../catalog/ModelCatalog';
import { toInstant, toOptionalInstant } from '../databaseInstant';
import type {
  DeployedModel,
  DescribedServing,
  EnvironmentServing,
  ModelDeployments,
} from '../models/ModelDeployments';
import { ApprovalRule, isApprovalNeeded } from './approvals/ApprovalRule';
import { canaryRulesOf } from './canary/planCanary';
import { DeploymentRow } from './DeploymentRow';
import { describeRetrain } from './retrain/describeRetrain';
import { findRetrainPlan } from './retrain/retrainPlans';
import {
  isSet,
  ObservedEnvironment,
  ServingObserver,
  weightOf,
} from './ServingObserver';
import {
  listLastDeployments,
  listLastEnds,
  listOpenDeployments,
} from './store/findNewestDeployments';
import { findVersionBefore } from './store/findVersionBefore';
import { listApprovedReleases } from './store/listApprovedReleases';
import { listReleases } from './store/listReleases';
import { listLiveVersions } from './store/liveVersions';
import { summarise } from './summarise';
import { shareableVersions } from './traffic/planTraffic';
import { revisionOf, weightsOf } from './traffic/weightsOf';

export interface ModelDeploymentsOptions {
  database: Knex;
  approvalRules: readonly ApprovalRule[];
  observer: ServingObserver;
}

/** Versions that may be chosen among; more than anybody scrolls through. */
const RELEASES_MAX = 200;

/** Tells the pages about models what their deployments have come to. */
export class DatabaseModelDeployments implements ModelDeployments {
  constructor(private readonly options: ModelDeploymentsOptions) {}

  async summarise(
    modelRefs: string[],
    now: Date,
  ): Promise<Map<string, DeployedModel>> {
    const { database } = this.options;
    const models = new Map<string, DeployedModel>();
    const modelOf = (ref: string): DeployedModel => {
      const model = models.get(ref) ?? { live: new Map(), active: new Map() };
      models.set(ref, model);
      return model;
    };
    for (const row of await listLiveVersions(database, modelRefs)) {
      modelOf(row.model_ref).live.set(row.environment, row.version);
    }
    for (const deployment of await this.listActive(modelRefs, now)) {
      const { active } = modelOf(deployment.modelRef);
      if (!active.has(deployment.environment)) {
        active.set(deployment.environment, deployment);
      }
    }
    for (const deployment of await this.listLast(modelRefs, now)) {
      const model = modelOf(deployment.modelRef);
      model.last = newer(model.last, deployment);
    }
    return models;
  }

  async describe(
    model: MlModelEntityV1alpha1,
    now: Date,
  ): Promise<DescribedServing> {
    const { observer } = this.options;
    const modelRef = modelRefOfEntity(model);
    const observed = await observer.observe(model);
    const approvals = await this.listApprovals(model);
    const active = await this.listActive([modelRef], now);
    const last = await this.listLast([modelRef], now);
    const ends = await listLastEnds(this.options.database, [modelRef]);
    const retrainPlan = await findRetrainPlan(this.options.database, modelRef);
    const trafficEdits = await this.listTrafficEdits(model, observed);
    const waysBack = await this.listWaysBack(observed);
    const environments = observed.map(environment => {
      const isHere = (deployment: DeploymentSummary) =>
        deployment.environment === environment.name;
      return {
        ...toServing(environment),
        approval: approvals.get(environment.name),
        trafficEdit: trafficEdits.get(environment.name),
        rollBackTo: waysBack.get(environment.name),
        canary: ownLive(environment) && canaryRulesOf(model, environment.name),
        retrain:
          ownLive(environment) &&
          describeRetrain(model, environment.name, retrainPlan),
        activeDeployment: active.find(isHere),
        lastDeployment: last.find(isHere),
        lastServed: environment.live
          ? undefined
          : toLastServed(
              ends.find(end => end.environment === environment.name),
            ),
      };
    });
    return {
      serving: observer.describeServing(model, observed),
      environments,
    };
  }

  /** @returns what is to be known beforehand, by environment; absent where nobody must approve */
  private async listApprovals(
    model: MlModelEntityV1alpha1,
  ): Promise<Map<string, EnvironmentServing['approval']>> {
    const { approvalRules, database } = this.options;
    const modelRef = modelRefOfEntity(model);
    const guarded = environmentsOf(model).filter(environment =>
      isApprovalNeeded(approvalRules, model, environment),
    );
    const approvals = new Map<string, EnvironmentServing['approval']>();
    for (const environment of guarded) {
      approvals.set(environment, {
        required: true,
        rollbackVersions: await listApprovedReleases(
          database,
          { modelRef, environment },
          RELEASES_MAX,
        ),
      });
    }
    return approvals;
  }

  /** @returns what an edit of the traffic is made from, by environment; absent where nothing is that the portal deployed */
  private async listTrafficEdits(
    model: MlModelEntityV1alpha1,
    observed: ObservedEnvironment[],
  ): Promise<Map<string, EnvironmentServing['trafficEdit']>> {
    const { approvalRules, database } = this.options;
    const modelRef = modelRefOfEntity(model);
    const edits = new Map<string, EnvironmentServing['trafficEdit']>();
    for (const { name: environment, ...rest } of observed) {
      const live = ownLive(rest);
      if (live) {
        const target = { modelRef, environment };
        edits.set(environment, {
          revision: revisionOf(live),
          weights: weightsOf(live),
          versions: shareableVersions(
            await listReleases(database, target, RELEASES_MAX),
            {
              live,
              isApprovalNeeded: isApprovalNeeded(
                approvalRules,
                model,
                environment,
              ),
            },
          ),
        });
      }
    }
    return edits;
  }

  /** @returns the version that a rollback goes back to, by environment; absent where there is none */
  private async listWaysBack(
    observed: ObservedEnvironment[],
  ): Promise<Map<string, number | undefined>> {
    const ways = new Map<string, number | undefined>();
    for (const { name, ...rest } of observed) {
      const live = ownLive(rest);
      if (live) {
        ways.set(name, await findVersionBefore(this.options.database, live));
      }
    }
    return ways;
  }

  private async listActive(modelRefs: string[], now: Date) {
    const { database } = this.options;
    const rows = await listOpenDeployments(database, modelRefs);
    return summarise(database, rows, now);
  }

  private async listLast(modelRefs: string[], now: Date) {
    const { database } = this.options;
    const rows = await listLastDeployments(database, modelRefs);
    return summarise(database, rows, now);
  }
}

function newer(
  one: DeploymentSummary | undefined,
  other: DeploymentSummary,
): DeploymentSummary {
  return one && one.createdAt > other.createdAt ? one : other;
}

/** @returns what a runtime of the portal runs, and can be told to do otherwise */
function ownLive({ live }: Pick<ObservedEnvironment, 'live'>) {
  return live?.runtime === EXTERNAL_RUNTIME ? undefined : live;
}

function toLastServed(
  end: DeploymentRow | undefined,
): EnvironmentServing['lastServed'] {
  const until = end && toOptionalInstant(end.ended_at);
  return until && end.version !== null
    ? {
        version: end.version,
        until,
        ceased: end.status === 'ceased' ? true : undefined,
      }
    : undefined;
}

function toServing({
  name,
  live,
  status,
}: ObservedEnvironment): EnvironmentServing {
  return {
    name,
    traffic: status.versions
      .map(({ version, state, message, restarts }) => ({
        version,
        weight: weightOf(status, version),
        state,
        message,
        restarts: restarts > 0 ? restarts : undefined,
      }))
      .filter(share => share.weight > 0 || isSet(live, share.version)),
    liveVersion: live?.version,
    liveSince: live && toInstant(live.since),
    liveBy: live?.requested_by ?? undefined,
    liveDeploymentId: live?.deployment_id,
    endpoint: status.endpoint,
    runtime: live?.runtime,
  };
}
