import {
  PIPELINE_STAGES,
  VersionWeight,
  versionWeightSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PluginDatabase } from '../portal/PluginDatabase';
import { listProcesses } from './processes';
import { readSplits } from './supervisorState';

/** Where a model is served. */
export interface Target {
  database: PluginDatabase;
  dataDir: string;
  /** Of the model. */
  name: string;
}

export const ENVIRONMENT = 'production';

export function routeOf({ name }: Target): string {
  return `${ENVIRONMENT}/default/${name}`;
}

const liveSchema = z.object({
  version: z.number(),
  previous_version: z.number().nullable(),
  weights: z.string().nullable(),
});

export interface Live {
  /** As the backend has noted who answers. */
  weights: VersionWeight[];
  /** Kept warm. */
  previous?: number;
}

export async function readLive({ database, name }: Target): Promise<Live> {
  const [row] = await database.query(
    `SELECT version, previous_version, weights FROM live_versions
     WHERE model_ref = '${refOf(name)}' AND environment = '${ENVIRONMENT}'`,
  );
  const {
    version,
    previous_version: previous,
    weights,
  } = liveSchema.parse(row);
  return {
    weights:
      weights === null
        ? [{ version, weight: 100 }]
        : z.array(versionWeightSchema).parse(JSON.parse(weights)),
    previous: previous ?? undefined,
  };
}

/** @returns in ascending order */
export async function listVersions({
  database,
  name,
}: Target): Promise<number[]> {
  const rows = await database.query(
    `SELECT version FROM versions WHERE model_ref = '${refOf(
      name,
    )}' ORDER BY version`,
  );
  return z
    .array(z.object({ version: z.number() }))
    .parse(rows)
    .map(({ version }) => version);
}

/** @returns ids, oldest first */
export async function listDeployments({
  database,
  name,
}: Target): Promise<string[]> {
  const rows = await database.query(
    `SELECT id FROM deployments WHERE model_ref = '${refOf(name)}' ORDER BY id`,
  );
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}

/** @returns as the gateway has it */
export async function readShares(target: Target): Promise<VersionWeight[]> {
  return (await readSplits(target.dataDir))[routeOf(target)] ?? [];
}

/** @returns a version for each service that runs: twice, when two do */
export async function listRunning({
  dataDir,
  name,
}: Target): Promise<number[]> {
  const services = (await listProcesses(dataDir)).filter(
    ({ resource }) =>
      resource['service.name'] === name &&
      resource['deployment.environment.name'] === ENVIRONMENT,
  );
  const byGroup = new Map(
    services.map(({ group, resource }) => [
      group,
      Number(resource['service.version']),
    ]),
  );
  return [...byGroup.values()].sort((a, b) => a - b);
}

/** @returns folders of what still works on a pipeline run */
export async function listPipelineProcesses(
  dataDir: string,
  deploymentId: string,
): Promise<string[]> {
  return (await listProcesses(dataDir))
    .map(({ folder }) => folder)
    .filter(folder => folder.startsWith(`pipeline/${deploymentId}`));
}

/** @returns stages that have begun again: they may only when their runner has died */
export async function listRepeatedStages(
  dataDir: string,
  deploymentId: string,
): Promise<string[]> {
  const repeated: string[] = [];
  for (const stage of PIPELINE_STAGES) {
    const file = join(
      dataDir,
      'pipeline',
      deploymentId,
      'logs',
      `${stage}.log`,
    );
    // No log: nothing was built.
    const log = await readFile(file, 'utf8').catch(() => '');
    const begins = log
      .split('\n')
      .filter(line => line.endsWith(`stage ${stage}`));
    if (begins.length > 1) repeated.push(stage);
  }
  return repeated;
}

function refOf(name: string): string {
  return `mlmodel:default/${name}`;
}
