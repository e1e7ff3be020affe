import {
  operations,
  VersionWeight,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endpointOf } from '../journey/deploy';
import { publishTinyModel, TinyModel } from '../journey/publishTinyModel';
import { PluginDatabase } from '../portal/PluginDatabase';
import { Backends } from './Backends';
import { decideAll } from './decideAll';
import { DeploymentWatch } from './DeploymentWatch';
import {
  ENVIRONMENT,
  listDeployments,
  listRunning,
  listVersions,
  Live,
  readLive,
  routeOf,
  Target,
} from './facts';
import { isStage, Kind, Point } from './kinds';
import { BEHAVIOUR, SUBJECTS } from './subjects';

/** A deployment that was asked for, and what is to come of it. */
export interface Begun {
  id: string;
  /** The version that it brings. */
  candidate: number;
  /** What served before. */
  before: Live;
  versionsBefore: number[];
  deploymentsBefore: number;
  /** Who is to answer in the end. */
  wanted: VersionWeight[];
}

export interface SubjectOptions {
  backends: Backends;
  database: PluginDatabase;
  kind: Kind;
  name: string;
}

/** A model on which a kind of deployment can be asked for again and again. */
export class Subject {
  private constructor(
    private readonly options: SubjectOptions,
    private readonly model: TinyModel,
  ) {}

  static async prepare(options: SubjectOptions): Promise<Subject> {
    const { backends, kind, name } = options;
    const { model, released, others } = SUBJECTS[kind];
    const holds = join(backends.dataDir, 'holds', name);
    await mkdir(holds, { recursive: true });
    const subject = new Subject(
      options,
      await backends.ask(user =>
        publishTinyModel(user, {
          ...model,
          name,
          behaviour: { ...BEHAVIOUR, holdWhile: holds },
        }),
      ),
    );
    for (let n = 0; n < released; n += 1) {
      await subject.release({ environment: ENVIRONMENT });
    }
    for (let n = 0; n < others; n += 1) {
      await subject.release({ environment: 'staging' });
    }
    return subject;
  }

  get target(): Target {
    const { backends, database, name } = this.options;
    return { database, dataDir: backends.dataDir, name };
  }

  watch(id: string): DeploymentWatch {
    return new DeploymentWatch({
      ...this.target,
      id,
      route: routeOf(this.target),
    });
  }

  endpoint(): Promise<string> {
    return this.options.backends.ask(user =>
      endpointOf(user, this.model.params),
    );
  }

  /** Asks for the deployment that it is all about. */
  async begin(): Promise<Begun> {
    const { kind } = this.options;
    if (kind === 'rollback') await this.goToNewest();
    const before = await readLive(this.target);
    const versionsBefore = await listVersions(this.target);
    const deploymentsBefore = (await listDeployments(this.target)).length;
    const known = { before, versionsBefore, deploymentsBefore };
    switch (kind) {
      case 'build': {
        const candidate = Math.max(...versionsBefore) + 1;
        return this.deploy({ ...known, candidate }, {});
      }
      case 'edit of the traffic':
        return this.edit({ ...known, candidate: await this.chooseIdle(known) });
      default: {
        const candidate = await this.chooseIdle(known);
        const trigger = kind === 'rollback' ? 'rollback' : undefined;
        return this.deploy(
          { ...known, candidate },
          { version: candidate, trigger },
        );
      }
    }
  }

  /** Keeps a stage from ending, if that is where the point is. */
  async hold({ at, step }: Point): Promise<void> {
    if (at === 'inside' && isStage(step)) {
      await writeFile(this.holdFile(step), '');
    }
  }

  async letGo({ step }: Point): Promise<void> {
    await rm(this.holdFile(step), { force: true });
  }

  /**
   * Ends the lease of a worker that was killed, which would keep its deployment from
   * others for half a minute on PostgreSQL. A backend on SQLite does so as it starts.
   */
  async endLease(id: string): Promise<void> {
    const { backends, database } = this.options;
    if (backends.postgresUrl) {
      await database.execute(
        `UPDATE deployments SET lease_until = NULL, lease_owner = NULL
         WHERE id = '${id}'`,
      );
    }
  }

  decide(id: string, pause: (at: Point) => Promise<void>): Promise<void> {
    const { backends } = this.options;
    const { params } = this.model;
    return decideAll({ backends, params, id, watch: this.watch(id), pause });
  }

  remove(): Promise<void> {
    return this.model.remove();
  }

  private holdFile(stage: string): string {
    const { backends, name } = this.options;
    return join(backends.dataDir, 'holds', name, stage);
  }

  private async deploy(
    known: Omit<Begun, 'id' | 'wanted'>,
    body: { version?: number; trigger?: 'rollback' },
  ): Promise<Begun> {
    const id = await this.request({ environment: ENVIRONMENT, ...body });
    return {
      ...known,
      id,
      wanted: [{ version: known.candidate, weight: 100 }],
    };
  }

  private async edit(known: Omit<Begun, 'id' | 'wanted'>): Promise<Begun> {
    const { params } = this.model;
    const wanted = [
      { version: known.candidate, weight: 60 },
      { version: known.before.weights[0].version, weight: 40 },
    ];
    const idempotencyKey = randomUUID();
    const { id } = await this.options.backends.ask(async user => {
      const { environments } = await user.call(operations.getModelStatus, {
        params,
      });
      const revision = environments.find(it => it.name === ENVIRONMENT)
        ?.trafficEdit?.revision;
      return user.call(operations.editTraffic, {
        params,
        body: {
          environment: ENVIRONMENT,
          weights: wanted,
          revision: revision ?? '',
          idempotencyKey,
        },
      });
    });
    return { ...known, id, wanted };
  }

  /** One that answers nothing, and does not run if there is one. */
  private async chooseIdle({
    before,
    versionsBefore,
  }: Pick<Begun, 'before' | 'versionsBefore'>): Promise<number> {
    const running = await listRunning(this.target);
    const idle = versionsBefore.filter(
      version => !before.weights.some(weight => weight.version === version),
    );
    return idle.find(version => !running.includes(version)) ?? idle[0];
  }

  /** A rollback goes to an older version. */
  private async goToNewest(): Promise<void> {
    const newest = Math.max(...(await listVersions(this.target)));
    const { weights } = await readLive(this.target);
    if (weights[0].version !== newest) {
      await this.release({ environment: ENVIRONMENT, version: newest });
    }
  }

  private async release(body: {
    environment: string;
    version?: number;
  }): Promise<void> {
    const id = await this.request(body);
    await this.decide(id, async () => {});
    const watch = this.watch(id);
    await watch.end();
    const { status, failure } = await watch.read();
    if (status !== 'live') {
      throw new Error(`Deployment ${id} ended ${status}: ${failure}`);
    }
  }

  private async request(body: {
    environment: string;
    version?: number;
    trigger?: 'rollback';
  }): Promise<string> {
    const idempotencyKey = randomUUID();
    const { id } = await this.options.backends.ask(user =>
      user.call(operations.requestDeployment, {
        params: this.model.params,
        body: { ...body, idempotencyKey },
      }),
    );
    return id;
  }
}
