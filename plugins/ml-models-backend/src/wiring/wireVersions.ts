import { BaselineFreezer } from '../versions/BaselineFreezer';
import { createVersionRouter } from '../versions/createVersionRouter';
import { DatabaseVersionRegistry } from '../versions/DatabaseVersionRegistry';
import { ReferenceRedactor } from '../versions/ReferenceRedactor';
import { VersionServing } from '../versions/VersionServing';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

export interface VersionSeams {
  baselines: BaselineFreezer;
  redactor: ReferenceRedactor;
}

export function wireVersionRegistry(
  { database, now }: WiringContext,
  seams: VersionSeams,
) {
  return new DatabaseVersionRegistry({ ...seams, database, now });
}

/** The path where pipelines elsewhere register, and check in by their own token. */
const REGISTRATION_PATH = '/models/:namespace/:name/versions';

export function wireVersionRoutes(
  context: WiringContext,
  { callers, catalog, registrants }: WiredAccess,
  seams: VersionSeams & { serving: VersionServing },
) {
  const { auditor, database, httpRouter, now } = context;
  // Each route below checks its caller itself.
  httpRouter.addAuthPolicy({
    path: REGISTRATION_PATH,
    allow: 'unauthenticated',
  });
  httpRouter.use(
    createVersionRouter({
      ...seams,
      auditor,
      catalog,
      database,
      callers,
      now,
      registrants,
    }),
  );
}
