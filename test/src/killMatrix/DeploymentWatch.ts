import {
  deploymentStatusSchema,
  isFinalDeploymentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PluginDatabase } from '../portal/PluginDatabase';
import { waitFor } from '../portal/waitFor';
import { isStage, Point } from './kinds';
import { readSplits } from './supervisorState';

/** Most steps of a release take some ten milliseconds. */
const POLL_MS = 3;
const PATIENCE_MS = 120_000;

const rowSchema = z.object({
  status: deploymentStatusSchema,
  slot: z.string().nullable(),
  approval: z.string().nullable(),
  hold_decision: z.string().nullable(),
  failure: z.string().nullable(),
});
export type WatchedRow = z.infer<typeof rowSchema>;

const statusSchema = z.object({ status: z.string() });

const runSchema = z.object({
  stages: z.array(z.object({ name: z.string(), status: z.string() })),
});

export interface WatchedDeployment {
  database: PluginDatabase;
  dataDir: string;
  id: string;
  /** Of the supervisor's traffic table. */
  route: string;
}

/**
 * Sees where a deployment is, past the backend: which may be dead, and whose answers
 * come later than what they tell of.
 */
export class DeploymentWatch {
  constructor(private readonly watched: WatchedDeployment) {}

  async read(): Promise<WatchedRow> {
    const { database, id } = this.watched;
    const [row] = await database.query(
      `SELECT status, slot, approval, hold_decision, failure
       FROM deployments WHERE id = '${id}'`,
    );
    return rowSchema.parse(row);
  }

  /** @returns whether it comes there; false: it has ended before */
  async reach(point: Point): Promise<boolean> {
    return waitFor(
      `the moment ${point.at} ${point.step} of deployment ${this.watched.id}`,
      async () => {
        // Before: what has ended since has been there, too.
        const { status } = await this.read();
        if (await this.isThere(point)) return true;
        return isFinalDeploymentStatus(status) ? false : undefined;
      },
      { timeoutMs: PATIENCE_MS, pollMs: POLL_MS },
    );
  }

  /** @returns once nothing is left to be done for it */
  async end(): Promise<void> {
    await waitFor(
      `deployment ${this.watched.id} to end`,
      async () => {
        const { status, slot } = await this.read();
        return isFinalDeploymentStatus(status) && slot === null
          ? true
          : undefined;
      },
      { timeoutMs: PATIENCE_MS },
    );
  }

  private async isThere({ at, step }: Point): Promise<boolean> {
    if (at === 'before') return true;
    const isOver = at === 'after';
    switch (step) {
      case 'approve': {
        const { status, approval } = await this.read();
        return isOver
          ? approval === 'approved'
          : status === 'awaiting-approval';
      }
      case 'hold': {
        const row = await this.read();
        return isOver ? row.hold_decision !== null : row.status === 'held';
      }
      case 'canary':
        return (await this.isPast(step, isOver)) && (isOver || this.isShared());
      default:
        return this.isPast(step, isOver);
    }
  }

  private async isPast(step: string, isOver: boolean): Promise<boolean> {
    const status = isStage(step)
      ? await this.readStage(step)
      : await this.readStep(step);
    return isOver ? status === 'succeeded' : status !== 'pending';
  }

  private async readStep(step: string): Promise<string> {
    const { database, id } = this.watched;
    const [row] = await database.query(
      `SELECT status FROM deployment_steps
       WHERE deployment_id = '${id}' AND kind = 'release' AND name = '${step}'`,
    );
    return statusSchema.parse(row).status;
  }

  /** As its runner has noted it: the backend hears of it later. */
  private async readStage(stage: string): Promise<string> {
    const { dataDir, id } = this.watched;
    const file = join(dataDir, 'pipeline', id, 'status.json');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return 'pending'; // its runner has not begun
    const { stages } = runSchema.parse(JSON.parse(text));
    return stages.find(({ name }) => name === stage)?.status ?? 'pending';
  }

  private async isShared(): Promise<boolean> {
    const { dataDir, route } = this.watched;
    return (await readSplits(dataDir))[route]?.length > 1;
  }
}
