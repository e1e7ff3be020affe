import { AuditorService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  INTEGER_MAX,
  operations,
  RegisterVersion,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Knex } from 'knex';
import { z } from 'zod';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { audited } from '../http/audited';
import { CallerAccess, CallerCredentials } from '../http/CallerAccess';
import { bindOperation, implementOperation } from '../http/implementOperation';
import { modelRefOf } from '../http/pathParameters';
import { decodePageCursor, encodePageCursor } from '../pageCursor';
import { BaselineFreezer } from './BaselineFreezer';
import { CommitRangeOptions, findCommitRange } from './findCommitRange';
import { getVersion, listVersionRows } from './findVersions';
import {
  PreparedRegistration,
  prepareRegistration,
} from './prepareRegistration';
import { ReferenceRedactor } from './ReferenceRedactor';
import { Registrant, RegistrantAuthenticator } from './Registrant';
import { RowKeeper } from './RowKeeper';
import { registerVersion } from './registerVersion';
import { toVersion, toVersionDetail } from './toVersion';
import { VersionRow } from './VersionRow';
import { VersionServing } from './VersionServing';

export interface VersionRouterOptions extends CommitRangeOptions {
  callers: CallerAccess;
  auditor: AuditorService;
  catalog: ModelCatalog;
  serving: VersionServing;
  registrants: RegistrantAuthenticator;
  baselines: BaselineFreezer;
  redactor: ReferenceRedactor;
  rows: RowKeeper;
  now: () => Date;
}

/** Ten thousand reference rows of some 6 kB, and their report. */
const REGISTRATION_LIMIT_BYTES = 64 * 1024 * 1024;

const versionSchema = z.number().int().positive().max(INTEGER_MAX);

/** Versions of a model: list, read, register. */
export function createVersionRouter(options: VersionRouterOptions): Router {
  const router = PromiseRouter();
  addReadRoutes(router, options);
  addCommitRangeRoute(router, options);
  addRegistrationRoute(router, options);
  return router;
}

function addReadRoutes(router: Router, options: VersionRouterOptions): void {
  const { callers, database } = options;
  implementOperation({
    router,
    callers,
    operation: operations.listVersions,
    handle: async ({ params, query, credentials }) => {
      const modelRef = modelRefOf(params);
      const serving = await findServing(options, modelRef, credentials);
      const rows = await listVersionRows(database, {
        modelRef,
        below: query.cursor
          ? decodePageCursor(query.cursor, versionSchema)
          : undefined,
        limit: query.limit + 1,
      });
      const page = rows.slice(0, query.limit);
      return {
        items: page.map(row => toVersion(row, serving.get(row.version) ?? [])),
        nextCursor:
          rows.length > page.length
            ? encodePageCursor(page[page.length - 1].version)
            : undefined,
      };
    },
  });

  implementOperation({
    router,
    callers,
    operation: operations.getVersion,
    handle: async ({ params, credentials }) => {
      const modelRef = modelRefOf(params);
      const serving = await findServing(options, modelRef, credentials);
      const row = await getVersion(database, modelRef, params.version);
      return toVersionDetail(row, serving.get(row.version) ?? []);
    },
  });
}

function addCommitRangeRoute(
  router: Router,
  options: VersionRouterOptions,
): void {
  const { callers, catalog } = options;
  implementOperation({
    router,
    callers,
    operation: operations.getCommitRange,
    handle: async ({ params, query, credentials }) => {
      const model = await catalog.getModel(modelRefOf(params), credentials);
      const versions = { from: query.since, to: params.version };
      return findCommitRange(model, versions, options);
    },
  });
}

function addRegistrationRoute(
  router: Router,
  options: VersionRouterOptions,
): void {
  const { auditor, database, registrants } = options;
  bindOperation({
    router,
    operation: operations.registerVersion,
    status: 201,
    bodyLimitBytes: REGISTRATION_LIMIT_BYTES,
    authenticate: request => registrants.authenticate(request),
    handle: async ({ params, body, credentials: registrant }) => {
      const modelRef = modelRefOf(params);
      await registrant.assertMayRegister(modelRef);
      const createdBy = registrant.name;
      const runId = runIdOf(registrant, body);
      return audited(
        auditor,
        {
          // Not with the request: the auditor would take its token for Backstage's.
          eventId: 'version-register',
          meta: { modelRef, createdBy, runId },
        },
        async () => {
          const registration = await prepareRegistration(
            database,
            { ...body, modelRef, createdBy, runId },
            options.redactor,
          );
          const row = await database.transaction(trx =>
            register(trx, registration, options),
          );
          return toVersion(row, []);
        },
      );
    },
  });
}

async function register(
  trx: Knex.Transaction,
  registration: PreparedRegistration,
  { baselines, now, rows }: VersionRouterOptions,
): Promise<VersionRow> {
  const row = await registerVersion(trx, registration, {
    baselines,
    now: now(),
  });
  const { intactRows, modelRef, runId } = registration;
  if (runId !== undefined) {
    const { version } = row;
    await rows.keep(trx, { modelRef, runId, version, rows: intactRows });
  }
  return row;
}

/** @throws InputError from a run that says it is another one */
function runIdOf(
  registrant: Registrant,
  { runId = registrant.runId }: RegisterVersion,
): string | undefined {
  if (registrant.runId !== undefined && runId !== registrant.runId) {
    throw new InputError(
      `body.runId: '${runId}' is another run than the ${registrant.name}, which its token tells: leave it out`,
    );
  }
  return runId;
}

async function findServing(
  { catalog, serving }: VersionRouterOptions,
  modelRef: string,
  credentials: CallerCredentials,
): Promise<Map<number, Version['serving']>> {
  const model = await catalog.getModel(modelRef, credentials);
  return serving.findServing(model);
}
