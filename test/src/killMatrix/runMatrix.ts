import { inspect } from 'node:util';
import { PluginDatabase, withPluginDatabase } from '../portal/PluginDatabase';
import { withPostgres } from '../portal/withPostgres';
import { Backends } from './Backends';
import { Cell, nameCell, nameSetting, Setting } from './cells';
import { Kind } from './kinds';
import { CellResult, runCell } from './runCell';
import { Subject } from './Subject';

export interface MatrixFindings {
  cases: number;
  /** What failed, each with what and where. */
  failures: string[];
  /** Cells whose victim was gone already. */
  missed: number;
  /** Of each case, without what was prepared for it. */
  seconds: number[];
}

/** Runs cells, those of one setting over the same backends. */
export async function runMatrix(
  cells: readonly Cell[],
): Promise<MatrixFindings> {
  const findings: MatrixFindings = {
    cases: 0,
    failures: [],
    missed: 0,
    seconds: [],
  };
  for (const setting of new Set(cells.map(nameSetting))) {
    const own = cells.filter(cell => nameSetting(cell) === setting);
    await withBackends(own[0], async (backends, database) => {
      await runAll(own, { backends, database, findings });
    });
  }
  return findings;
}

async function withBackends(
  { database, replicas }: Setting,
  use: (backends: Backends, database: PluginDatabase) => Promise<void>,
): Promise<void> {
  const run = async (postgresUrl?: string) => {
    const backends = await Backends.start({ database, replicas }, postgresUrl);
    try {
      const { dataDir } = backends;
      await withPluginDatabase({ dataDir, postgresUrl }, opened =>
        use(backends, opened),
      );
    } finally {
      await backends.remove();
    }
  };
  await (database === 'sqlite' ? run() : withPostgres(({ url }) => run(url)));
}

interface RunAllOptions {
  backends: Backends;
  database: PluginDatabase;
  findings: MatrixFindings;
}

async function runAll(
  cells: readonly Cell[],
  { backends, database, findings }: RunAllOptions,
): Promise<void> {
  const subjects = new Map<Kind, Subject>();
  for (const cell of cells) {
    const subject =
      subjects.get(cell.kind) ??
      (await Subject.prepare({
        backends,
        database,
        kind: cell.kind,
        name: `killed-${cell.id}`,
      }));
    subjects.set(cell.kind, subject);
    const startedAt = performance.now();
    const result = await tryCell(cell, { backends, subject });
    note(findings, cell, result, (performance.now() - startedAt) / 1000);
    if (result.complaints.length > 0) {
      // The next one must not find what this one has left.
      subjects.delete(cell.kind);
      await subject.remove();
    }
  }
  for (const subject of subjects.values()) {
    await subject.remove();
  }
}

async function tryCell(
  cell: Cell,
  context: { backends: Backends; subject: Subject },
): Promise<CellResult> {
  try {
    return await runCell(cell, context);
  } catch (error) {
    await context.backends.revive();
    return { complaints: [inspect(error)], isMissed: false };
  }
}

function note(
  findings: MatrixFindings,
  cell: Cell,
  { complaints, status, isMissed }: CellResult,
  seconds: number,
): void {
  findings.cases += 1;
  findings.seconds.push(seconds);
  if (isMissed) findings.missed += 1;
  const hasFailed = complaints.length > 0;
  const how = [
    hasFailed ? 'FAILED' : 'ok',
    ...(status ? [`it ended ${status}`] : []),
    ...(isMissed ? ['its victim was gone'] : []),
    `${seconds.toFixed(1)} s`,
  ].join(', ');
  const line = `${cell.id} ${nameCell(cell)}: ${how}\n`;
  const told = complaints.map(complaint => `  ${complaint}\n`).join('');
  const again = `  again: npm run bench -- kill-matrix --cell=${cell.id}\n`;
  const text = hasFailed ? `${line}${told}${again}` : line;
  process.stderr.write(text);
  if (hasFailed) findings.failures.push(text);
}
