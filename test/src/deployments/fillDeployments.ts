import { randomUUID } from 'node:crypto';
import { PluginDatabase } from '../portal/PluginDatabase';

/** Between two deployments: many a day. */
const DISTANCE_MS = 10 * 60_000;

/** Rows of one statement. */
const ROWS_AT_ONCE = 500;

/** What a deployment goes through, as far as its page shows it. */
const STEPS = ['setup', 'train', 'register', 'start', 'smoke', 'traffic'];

/**
 * Stores what cannot be had without months of waiting, in the rows that the backend
 * would have written: one in twenty deployments failed, one in ten went to staging.
 */
export async function fillDeployments(
  database: PluginDatabase,
  { modelRef, deployments }: { modelRef: string; deployments: number },
): Promise<void> {
  const untilMs = Date.now();
  for (let first = 0; first < deployments; first += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, deployments - first);
    const numbers = Array.from({ length: count }, (_, i) => first + i);
    const rows = numbers.map(number => {
      const atMs = untilMs - (deployments - number) * DISTANCE_MS;
      return { id: idAt(atMs), number, at: database.instant(atMs) };
    });
    await database.execute(
      `INSERT INTO deployments (id, model_ref, environment, status, version,
         "trigger", created_at, ended_at, runtime, "commit") VALUES ${rows
           .map(
             ({ id, number, at }) =>
               `('${id}', '${modelRef}', '${environmentOf(number)}',
                '${statusOf(number)}', ${number + 1}, 'push', ${at}, ${at},
                'local', '{"sha":"${id}","message":"Change ${number}"}')`,
           )
           .join()}`,
    );
    await database.execute(
      `INSERT INTO deployment_steps (deployment_id, name, position, kind, status)
       VALUES ${rows
         .flatMap(({ id }) =>
           STEPS.map(
             (name, position) =>
               `('${id}', '${name}', ${position}, 'release', 'succeeded')`,
           ),
         )
         .join()}`,
    );
  }
  await database.execute('ANALYZE');
}

function environmentOf(number: number): string {
  return number % 10 === 3 ? 'staging' : 'production';
}

function statusOf(number: number): string {
  return number % 20 === 3 ? 'failed' : 'live';
}

/** A UUIDv7: ids are in the order of time, https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7 */
function idAt(timeMs: number): string {
  const time = timeMs.toString(16).padStart(12, '0');
  const [, , , ...rest] = randomUUID().split('-');
  const random = randomUUID().slice(0, 3);
  return [time.slice(0, 8), time.slice(8), `7${random}`, ...rest].join('-');
}
