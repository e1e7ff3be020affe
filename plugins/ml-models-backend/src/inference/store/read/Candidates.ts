import { Knex } from 'knex';
import { Condition } from './planSearch';
import { NEWEST_FIRST } from './RecordCursor';

export interface CandidatesOptions {
  knex: Knex;
  modelKey: number;
  branches: readonly Condition[];
}

export interface NewestOptions {
  columns: readonly string[];
  limit: number;
  /** How many to leave out; default 0. */
  offset?: number;
}

/**
 * Rows of a model that lie in any of some branches. Each branch is read by an
 * index of its own, and no further than the page needs; the database merges.
 */
export class Candidates {
  constructor(
    private readonly options: CandidatesOptions,
    private readonly conditions: readonly Condition[] = [],
  ) {}

  /** @returns those of them that also meet the condition */
  where(condition: Condition): Candidates {
    return new Candidates(this.options, [...this.conditions, condition]);
  }

  newest({ columns, limit, offset = 0 }: NewestOptions): Knex.QueryBuilder {
    const [only, ...others] = this.queries(columns);
    if (only && others.length === 0) {
      return only.orderBy(NEWEST_FIRST).offset(offset).limit(limit);
    }
    const newestOfEach = this.queries(columns).map(query =>
      query.orderBy(NEWEST_FIRST).limit(offset + limit),
    );
    return this.unite(newestOfEach)
      .orderBy(NEWEST_FIRST)
      .offset(offset)
      .limit(limit)
      .select(columns);
  }

  all(columns: readonly string[]): Knex.QueryBuilder {
    return this.unite(this.queries(columns)).select(columns);
  }

  private queries(columns: readonly string[]): Knex.QueryBuilder[] {
    const { knex, modelKey, branches } = this.options;
    return branches.map(branch => {
      const query = knex('inference_records').where('model_key', modelKey);
      for (const condition of [branch, ...this.conditions]) {
        query.modify(condition);
      }
      return query.select(columns);
    });
  }

  private unite(queries: readonly Knex.QueryBuilder[]): Knex.QueryBuilder {
    const { knex } = this.options;
    // SQLite takes no ORDER BY in a part of a union, but in a table of one.
    const parts = queries.map((query, index) =>
      knex.from(query.as(`branch_${index}`)).select('*'),
    );
    const nothing = knex('inference_records').whereRaw('1 = 0').select('*');
    return knex.from(
      (parts.length > 0 ? knex.unionAll(parts) : nothing).as('candidates'),
    );
  }
}
