import {
  InferenceQuery,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { PortalUser } from '../portal/PortalUser';

const SLICES_PER_SEARCH = 3;

/** Asks what the Logs tab asks for; answers with milliseconds of each request. */
export class LogReader {
  constructor(
    private readonly user: PortalUser,
    private readonly params: { namespace: string; name: string },
  ) {}

  timePage(query: InferenceQuery): Promise<number[]> {
    return timed(() => this.search(query));
  }

  timeExceptions(query: InferenceQuery): Promise<number[]> {
    const { params } = this;
    return timed(() =>
      this.user.call(operations.listExceptions, { params, query }),
    );
  }

  timeHistogram(query: InferenceQuery): Promise<number[]> {
    const { params } = this;
    return timed(() =>
      this.user.call(operations.getInferenceHistogram, { params, query }),
    );
  }

  /** Goes on from slice to slice, as a person does who finds too little. */
  async timeSlices(query: InferenceQuery): Promise<number[]> {
    const times: number[] = [];
    let cursor: string | undefined;
    do {
      const startedAt = performance.now();
      const page = await this.search({ ...query, cursor });
      times.push(performance.now() - startedAt);
      cursor = page.nextCursor;
    } while (cursor && times.length < SLICES_PER_SEARCH);
    return times;
  }

  async findNewest() {
    const { items } = await this.search({});
    const { id, requestId } = items[0];
    return { id, requestId: requestId ?? id };
  }

  private search(query: InferenceQuery) {
    const { params } = this;
    return this.user.call(operations.searchInferences, { params, query });
  }
}

async function timed(ask: () => Promise<unknown>): Promise<number[]> {
  const startedAt = performance.now();
  await ask();
  return [performance.now() - startedAt];
}
