import { Knex } from 'knex';
import { DriveOptions } from '../deployments/drive/DeploymentRun';

/**
 * Kills a process, as far as the world can see: from the chosen point on
 * nothing that it asks for is done, and nothing it waits for comes.
 */
export class Mortality {
  /** Effects and their answers, counted apart: a process can die between. */
  points = 0;
  readonly died: Promise<'died'>;
  private dead = false;
  private announce = () => {};

  /** @param diesAt - counting from 1 */
  constructor(private readonly diesAt: number) {
    this.died = new Promise(resolve => {
      this.announce = () => resolve('died');
    });
  }

  /** Everything a worker does to the world, with death in it. */
  afflict(options: DriveOptions): DriveOptions {
    return {
      ...options,
      database: this.afflictKnex(options.database),
      pipelineEngines: this.afflictAll(options.pipelineEngines),
      servingRuntimes: this.afflictAll(options.servingRuntimes),
      tokens: this.afflictMethods(options.tokens),
      canaries: this.afflictMethods(options.canaries),
      fetch: (...args) => this.pass(() => options.fetch(...args)),
    };
  }

  private async pass<Result>(act: () => Promise<Result>): Promise<Result> {
    await this.reach();
    const result = await act();
    await this.reach();
    return result;
  }

  private async reach(): Promise<void> {
    this.points += 1;
    if (this.points === this.diesAt) {
      this.dead = true;
      this.announce();
    }
    if (this.dead) {
      await new Promise(() => {});
    }
  }

  private afflictAll<Adapter extends object>(
    adapters: Map<string, Adapter>,
  ): Map<string, Adapter> {
    return new Map(
      [...adapters].map(([id, adapter]) => [id, this.afflictMethods(adapter)]),
    );
  }

  private afflictMethods<Target extends object>(target: Target): Target {
    return new Proxy(target, {
      get: (_, name) => {
        const member: unknown = Reflect.get(target, name);
        if (name === 'replacements' && member && typeof member === 'object') {
          return this.afflictMethods(member);
        }
        return typeof member === 'function'
          ? (...args: unknown[]) =>
              this.pass(async () => member.apply(target, args))
          : member;
      },
    });
  }

  /** Transactions are points; single statements of the dead never end. */
  private afflictKnex(knex: Knex): Knex {
    return new Proxy(knex, {
      apply: (_, __, [table]) => (this.dead ? anEndlessQuery() : knex(table)),
      get: (_, name) =>
        name === 'transaction'
          ? (act: (trx: Knex.Transaction) => Promise<unknown>) =>
              this.pass(() => knex.transaction(act))
          : Reflect.get(knex, name),
    });
  }
}

function anEndlessQuery(): unknown {
  const query: object = new Proxy(() => query, {
    get: (_, name) => (name === 'then' ? () => {} : () => query),
  });
  return query;
}
