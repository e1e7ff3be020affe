import {
  ExceptionPage,
  failuresOf,
  InferenceNeighbours,
  InferencePage,
  isInvalidRequest,
  ParsedInferenceQuery,
  ReferenceRow,
  tellsFailures,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  Inference,
  InferenceBatch,
  RecordKey,
} from '../../inference/Inference';
import {
  CountQuery,
  ExpiryOptions,
  FirstRecordsQuery,
  FoundPairs,
  InferenceCounts,
  InferenceLogStore,
  PairQuery,
  StoredInference,
  SubjectCounts,
  SubjectQuery,
  WrittenBatch,
} from '../../inference/InferenceLogStore';
import { InferenceProfiler } from '../../inference/InferenceProfiler';
import { findAround } from './findAround';
import { findPairs } from './findPairs';
import { groupFailures } from './groupFailures';
import { hideInException } from './hideInException';
import { InferenceMemory } from './InferenceMemory';
import { KeptRecord, keyOf, toInferenceRecord } from './KeptRecord';
import { encodeCursor } from './RecordCursor';

/** Looks at everything with each call; for tests, and to see what a log has to do. */
export class InMemoryInferenceLogStore implements InferenceLogStore {
  private readonly memory = new InferenceMemory();
  private lastTurn: Promise<unknown> = Promise.resolve();

  /** Puts records there that nobody counts. */
  keep(...inferences: Inference[]): void {
    for (const inference of inferences) {
      this.memory.set({ inference, prediction: inference.outputs });
    }
  }

  write(
    batch: InferenceBatch,
    profiler: InferenceProfiler,
  ): Promise<WrittenBatch> {
    return this.takeTurn(async () => {
      const known = await this.memory.take(batch.inferences, profiler);
      batch.feedback.forEach(feedback => this.memory.await(feedback));
      await this.memory.join(profiler);
      return { known };
    });
  }

  joinFeedback(profiler: InferenceProfiler): Promise<number> {
    return this.takeTurn(() => this.memory.join(profiler));
  }

  async search(
    modelRef: string,
    { cursor, limit, ...filter }: ParsedInferenceQuery,
  ): Promise<InferencePage> {
    const found = this.memory.find(modelRef, filter, cursor);
    return {
      items: found.slice(0, limit).map(toInferenceRecord),
      nextCursor:
        found.length > limit
          ? encodeCursor(found[limit - 1].inference)
          : undefined,
    };
  }

  async count(
    modelRef: string,
    { bucketMs, ...filter }: CountQuery,
  ): Promise<InferenceCounts> {
    const found = this.memory.find(modelRef, filter);
    return {
      buckets: found.map(({ inference }) => {
        const { failed, imported, timeMs } = inference;
        const invalid = isInvalidRequest(inference);
        return {
          startMs: timeMs - (timeMs % bucketMs),
          ok: Number(!failed),
          failuresUntold: Number(!tellsFailures(imported)),
          invalidRequests: Number(invalid),
          errors: Number(failed && !invalid),
        };
      }),
    };
  }

  async groupExceptions(
    modelRef: string,
    { cursor, limit, ...filter }: ParsedInferenceQuery,
  ): Promise<ExceptionPage> {
    const failures = { ...filter, status: failuresOf(filter.status) };
    const failed = this.memory.find(modelRef, failures, cursor);
    return groupFailures(failed.map(({ inference }) => inference));
  }

  async findRecord(
    modelRef: string,
    key: RecordKey,
  ): Promise<StoredInference | undefined> {
    const record = this.memory.get(keyOf({ ...key, modelRef }));
    if (!record) {
      return undefined;
    }
    const { inference, outcome } = record;
    return {
      ...toInferenceRecord(record),
      receivedAt: new Date(inference.receivedMs).toISOString(),
      instanceId: inference.instanceId,
      exception: inference.exception,
      feedback: outcome && {
        target: outcome.target,
        observedAt: new Date(outcome.observedMs).toISOString(),
      },
    };
  }

  async findNeighbours(
    modelRef: string,
    key: RecordKey,
  ): Promise<InferenceNeighbours | undefined> {
    return findAround(this.memory.find(modelRef), key);
  }

  async listFirst(query: FirstRecordsQuery): Promise<ReferenceRow[]> {
    const { modelRef, version, sinceMs, limit } = query;
    return this.memory
      .find(modelRef, { version, status: 'ok' })
      .map(({ inference }) => inference)
      .filter(({ keepsBody, timeMs }) => keepsBody && timeMs >= sinceMs)
      .reverse()
      .slice(0, limit)
      .map(({ inputs, outputs }) => ({ inputs, outputs }));
  }

  async listPairs({ modelRef, ...query }: PairQuery): Promise<FoundPairs> {
    const records = this.memory.find(modelRef);
    return findPairs(
      records.map(({ inference }) => inference),
      query,
    );
  }

  async deleteSubject(query: SubjectQuery): Promise<SubjectCounts> {
    const { modelRef, subject, dryRun } = query;
    const records = this.memory
      .find(modelRef)
      .filter(record => subject.isIn(sectionsOf(record)[subject.section]));
    const waiting = this.memory
      .findWaiting(modelRef)
      .filter(
        ({ target }) => subject.section === 'target' && subject.isIn(target),
      );
    if (!dryRun) {
      const deleted = [...records.map(it => it.inference), ...waiting];
      deleted.forEach(key => this.memory.forget(key));
      const ids = new Set(deleted.map(({ inferenceId }) => inferenceId));
      this.memory
        .find(modelRef)
        .filter(({ inference }) => ids.has(inference.inferenceId))
        .forEach(left => this.memory.set(hideInException(left, subject)));
    }
    return { records: records.length, waitingFeedback: waiting.length };
  }

  async deleteExpired({ keptSinceMs }: ExpiryOptions): Promise<void> {
    for (const modelRef of this.memory.modelRefs()) {
      const sinceMs = (await keptSinceMs(modelRef)) ?? 0;
      const inferences = this.memory.find(modelRef).map(it => it.inference);
      [...inferences, ...this.memory.findWaiting(modelRef)]
        .filter(({ timeMs }) => timeMs < sinceMs)
        .forEach(expired => this.memory.forget(expired));
    }
  }

  /** One write after the other: none sees a record that another is about to take. */
  private takeTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(act);
    // Whoever asked for it is told that it failed; the next one only waits.
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }
}

function sectionsOf({ inference, prediction, outcome }: KeptRecord) {
  const { keepsBody, inputs, outputs } = inference;
  return {
    inputs: keepsBody ? inputs : {},
    outputs: keepsBody ? outputs : prediction,
    target: outcome?.target ?? {},
  };
}
