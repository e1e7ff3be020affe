import { ConflictError } from '@backstage/errors';
import {
  EXTERNAL_RUNTIME,
  Rebuild,
  RebuildList,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { isUniqueViolation } from '../../isUniqueViolation';
import { listOpenDeployments } from '../store/findNewestDeployments';
import { RebuildRow } from './RebuildRow';
import { cancelRebuild } from './store/cancelRebuild';
import {
  countRebuildModels,
  findOpenRebuild,
  findRebuildByKey,
  getRebuildRow,
  listNewestRebuilds,
  listRebuildModels,
} from './store/findRebuilds';
import { insertRebuild } from './store/insertRebuild';
import { listServing, listServingEnvironments } from './store/listServing';
import { toRebuild, toRebuildSummary } from './toRebuild';

/** As many as anybody looks back on. */
const LISTED = 20;

export interface RebuildsOptions {
  database: Knex;
  now: () => Date;
  /** Something was asked for: look at once. */
  onChanged(): void;
}

export interface EnvironmentRebuildRequest {
  environment: string;
  requestedBy: string;
  idempotencyKey?: string;
}

/** Rebuilds of whole environments, as those who ask for them see them. */
export class Rebuilds {
  constructor(private readonly options: RebuildsOptions) {}

  /**
   * Of every model that serves there now; one that its own pipeline deploys is skipped,
   * and says so.
   *
   * @returns the rebuild, or the one that the same key started before
   * @throws ConflictError where nothing serves, or a rebuild is under way
   */
  async start(request: EnvironmentRebuildRequest): Promise<Rebuild> {
    const { database, onChanged } = this.options;
    const made = await this.findMade(request);
    if (made) {
      return this.get(made.id);
    }
    const { environment } = request;
    const serving = await listServing(database, environment);
    if (serving.every(({ runtime }) => runtime === EXTERNAL_RUNTIME)) {
      throw new ConflictError(await this.describeNothing(environment));
    }
    const row = this.newRow(request);
    try {
      await insertRebuild(
        database,
        row,
        serving.map(({ model_ref: modelRef }) => modelRef),
      );
    } catch (error) {
      if (!isUniqueViolation(error)) {
        throw error;
      }
      return this.get(await this.getOther(request));
    }
    onChanged();
    return this.get(row.id);
  }

  async list(): Promise<RebuildList> {
    const { database } = this.options;
    const rows = await listNewestRebuilds(database, LISTED);
    const counts = await countRebuildModels(
      database,
      rows.map(({ id }) => id),
    );
    return {
      environments: await listServingEnvironments(database),
      items: rows.map(row =>
        toRebuildSummary(
          row,
          counts.filter(({ rebuild_id: id }) => id === row.id),
        ),
      ),
    };
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<Rebuild> {
    const { database } = this.options;
    const row = await getRebuildRow(database, id);
    const models = await listRebuildModels(database, id);
    const open = row.ended_at === null ? await this.listOpen(row) : [];
    return toRebuild(row, models, open);
  }

  /**
   * Starts no more models, and gives up those under way: each goes on being served by
   * what is good of it by then. Does nothing to one that has ended.
   *
   * @throws NotFoundError
   */
  async cancel(id: string, by: string): Promise<Rebuild> {
    await getRebuildRow(this.options.database, id);
    await cancelRebuild(this.options.database, id, by);
    this.options.onChanged();
    return this.get(id);
  }

  private newRow(request: EnvironmentRebuildRequest): RebuildRow {
    return {
      id: uuidv7(),
      environment: request.environment,
      requested_by: request.requestedBy,
      idempotency_key: request.idempotencyKey ?? null,
      created_at: this.options.now(),
      cancelled_by: null,
      ended_at: null,
    };
  }

  private async findMade({
    environment,
    idempotencyKey,
  }: EnvironmentRebuildRequest): Promise<RebuildRow | undefined> {
    const made = idempotencyKey
      ? await findRebuildByKey(this.options.database, idempotencyKey)
      : undefined;
    if (made && made.environment !== environment) {
      throw new ConflictError(
        `The key '${idempotencyKey}' started a rebuild of '${made.environment}' before: give another one for '${environment}'`,
      );
    }
    return made;
  }

  /** @throws ConflictError unless the same key made it */
  private async getOther(request: EnvironmentRebuildRequest): Promise<string> {
    const made = await this.findMade(request);
    if (made) {
      return made.id;
    }
    const { environment } = request;
    const open = await findOpenRebuild(this.options.database, environment);
    throw new ConflictError(
      open
        ? `'${environment}' is being rebuilt already, as ${open.requested_by} has asked for (${open.id}): wait until that has ended, or cancel it`
        : `Another rebuild of '${environment}' has ended just now: look at it before you start one`,
    );
  }

  private async describeNothing(environment: string): Promise<string> {
    const serving = await listServingEnvironments(this.options.database);
    const names = serving.map(({ name }) => `'${name}'`);
    return `The portal serves no model in '${environment}', so there is nothing to rebuild. ${
      names.length > 0
        ? `It serves models in ${names.join(', ')}`
        : 'It serves none anywhere'
    }`;
  }

  private async listOpen({ environment }: RebuildRow) {
    const open = await listOpenDeployments(this.options.database);
    return open.filter(row => row.environment === environment);
  }
}
