import { Knex } from 'knex';

const PRODUCTION = 'production';

/** @returns production if the model has been seen there, else where it was seen last */
export async function findEnvironment(
  knex: Knex,
  modelRef: string,
): Promise<string> {
  const environments = await listSeenIn(knex, modelRef);
  return environments.includes(PRODUCTION)
    ? PRODUCTION
    : environments[0] ?? PRODUCTION;
}

/** @returns where a model has been seen, the latest first */
export async function listSeenIn(
  knex: Knex,
  modelRef: string,
): Promise<string[]> {
  const rows = await knex('traffic_days')
    .where({ model_ref: modelRef })
    .groupBy('environment')
    .orderByRaw('max(day) DESC')
    .select<{ environment: string }[]>('environment');
  return rows.map(({ environment }) => environment);
}
