import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isMlModelEntity,
  ML_MODEL_KIND,
  MlModelEntityV1alpha1,
  servingOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { SharedLoads } from '../SharedLoads';

/** Entities per request to the catalog: few round trips, answers of a few MB. */
const PAGE_SIZE = 500;

/**
 * The client of the catalog waits for an answer for ever. A page of entities takes a
 * second or so.
 */
const ANSWERS_WITHIN_MS = 30_000;

export interface ModelCatalogOptions {
  catalog: CatalogService;
  auth: AuthService;
  /** How long one question may take, in milliseconds. Default: 30 s. */
  answersWithinMs?: number;
}

/**
 * Reads models from the catalog, as far as their reader may see them. What it throws
 * where the catalog does not answer in time is a ServiceUnavailableError.
 */
export class ModelCatalog {
  /**
   * A page asks for one model several times at once, and each time the catalog is
   * asked over HTTP.
   */
  private readonly lookups = new SharedLoads<Entity | undefined>();

  constructor(private readonly options: ModelCatalogOptions) {}

  /**
   * @param credentials - whose eyes to look with; default: the plugin's own
   * @returns undefined when there is none, or none that the reader may see
   */
  async findModel(
    modelRef: string,
    credentials?: BackstageCredentials,
  ): Promise<MlModelEntityV1alpha1 | undefined> {
    const reader = credentials ?? (await this.ownCredentials());
    const entity = await this.lookups.get(
      JSON.stringify([reader.principal, modelRef]),
      () =>
        this.ask(catalog =>
          catalog.getEntityByRef(modelRef, { credentials: reader }),
        ),
    );
    return entity && isMlModelEntity(entity) ? entity : undefined;
  }

  /**
   * As `findModel` with the plugin's own eyes, for what asks again by itself.
   *
   * @param silence - what to say while the catalog does not answer
   * @throws ServiceUnavailableError then
   */
  async findModelOr(
    modelRef: string,
    silence: string,
  ): Promise<MlModelEntityV1alpha1 | undefined> {
    try {
      return await this.findModel(modelRef);
    } catch (error) {
      throw new ServiceUnavailableError(silence, error);
    }
  }

  /** @throws NotFoundError as `findModel` finds none */
  async getModel(
    modelRef: string,
    credentials?: BackstageCredentials,
  ): Promise<MlModelEntityV1alpha1> {
    const model = await this.findModel(modelRef, credentials);
    if (!model) {
      throw new NotFoundError(
        `There is no model ${modelRef} in the catalog: register its catalog-info.yaml, or check the name`,
      );
    }
    return model;
  }

  /** @returns all models the reader may see */
  async listModels(
    credentials?: BackstageCredentials,
  ): Promise<MlModelEntityV1alpha1[]> {
    return this.queryModels([{}], credentials);
  }

  /** @returns those that name a schedule or a verdict to be retrained by */
  async listRetrained(): Promise<MlModelEntityV1alpha1[]> {
    const exists = CATALOG_FILTER_EXISTS;
    return this.queryModels([
      { 'spec.retrain.schedule': exists },
      { 'spec.retrain.onVerdict': exists },
    ]);
  }

  /**
   * With the plugin's own eyes.
   *
   * @param defaultRuntime - of models that name none
   * @returns the models of a serving runtime
   */
  async listServedBy(
    runtime: string,
    defaultRuntime: string,
  ): Promise<MlModelEntityV1alpha1[]> {
    const models = await this.queryModels([
      runtime === defaultRuntime ? {} : { 'spec.serving.runtime': runtime },
    ]);
    return models.filter(
      model => servingOf(model, defaultRuntime).runtime === runtime,
    );
  }

  /** @param alternatives - filters, one of which a model is to pass */
  private async queryModels(
    alternatives: Record<string, string | symbol>[],
    credentials?: BackstageCredentials,
  ): Promise<MlModelEntityV1alpha1[]> {
    const reader = credentials ?? (await this.ownCredentials());
    const filter = alternatives.map(each => ({ ...each, kind: ML_MODEL_KIND }));
    const models: MlModelEntityV1alpha1[] = [];
    let cursor: string | undefined;
    do {
      const query = cursor
        ? { cursor, limit: PAGE_SIZE }
        : { filter, limit: PAGE_SIZE };
      const page = await this.ask(catalog =>
        catalog.queryEntities(query, { credentials: reader }),
      );
      models.push(...page.items.filter(isMlModelEntity));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return models;
  }

  /**
   * With the plugin's own eyes: whether an owner exists is a fact, not a view.
   *
   * @returns by ref, those that exist; only what names them
   */
  async findEntities(refs: string[]): Promise<Map<string, Entity>> {
    const credentials = await this.ownCredentials();
    const found = new Map<string, Entity>();
    for (let at = 0; at < refs.length; at += PAGE_SIZE) {
      const entityRefs = refs.slice(at, at + PAGE_SIZE);
      const { items } = await this.ask(catalog =>
        catalog.getEntitiesByRefs(
          { entityRefs, fields: ['kind', 'metadata', 'spec.profile'] },
          { credentials },
        ),
      );
      items.forEach((entity, index) => {
        if (entity) {
          found.set(entityRefs[index], entity);
        }
      });
    }
    return found;
  }

  private async ask<Answer>(
    question: (catalog: CatalogService) => Promise<Answer>,
  ): Promise<Answer> {
    const { catalog, answersWithinMs = ANSWERS_WITHIN_MS } = this.options;
    const answered = new AbortController();
    const tooLate = async () => {
      await sleep(answersWithinMs, undefined, { signal: answered.signal });
      throw new ServiceUnavailableError(
        `The catalog has not answered within ${
          answersWithinMs / 1_000
        } s: see whether it hangs, then try again`,
      );
    };
    try {
      return await Promise.race([question(catalog), tooLate()]);
    } finally {
      answered.abort();
    }
  }

  private ownCredentials(): Promise<BackstageCredentials> {
    return this.options.auth.getOwnServiceCredentials();
  }
}

/** @returns the ref as the catalog writes it, e.g. `mlmodel:default/flight-delay` */
export function modelRefOfEntity(entity: MlModelEntityV1alpha1): string {
  return stringifyEntityRef(entity);
}
