import { Knex } from 'knex';

/** @returns the plan of a query, a step a line */
export async function explain(
  knex: Knex,
  query: { toString(): string },
): Promise<string> {
  const isSqlite = knex.client.config.client.includes('sqlite');
  const plan = await knex.raw(
    `EXPLAIN ${isSqlite ? 'QUERY PLAN ' : ''}${query.toString()}`,
  );
  const steps: { detail?: string; 'QUERY PLAN'?: string }[] = isSqlite
    ? plan
    : plan.rows;
  return steps.map(step => step.detail ?? step['QUERY PLAN']).join('\n');
}
