import { Feedback, Inference, RecordKey } from '../../inference/Inference';
import { InferenceFilter } from '../../inference/InferenceLogStore';
import { InferenceProfiler } from '../../inference/InferenceProfiler';
import { KeptRecord, keyOf, newestFirst } from './KeptRecord';
import { matchesFilter } from './matchesFilter';
import { decodeCursor } from './RecordCursor';

/** Records with their outcomes, and outcomes that wait. */
export class InferenceMemory {
  private readonly records = new Map<string, KeptRecord>();
  private readonly waiting = new Map<string, Feedback>();

  get(key: string): KeptRecord | undefined {
    return this.records.get(key);
  }

  set(record: KeptRecord): void {
    this.records.set(keyOf(record.inference), record);
  }

  /** Of two outcomes for one record, keeps the one that was seen later. */
  await(feedback: Feedback): void {
    const key = keyOf(feedback);
    const { observedMs } = this.waiting.get(key) ?? feedback;
    if (observedMs <= feedback.observedMs) this.waiting.set(key, feedback);
  }

  forget(key: RecordKey & { modelRef: string }): void {
    this.records.delete(keyOf(key));
    this.waiting.delete(keyOf(key));
  }

  /** @returns what the filter keeps of a model, newest first */
  find(
    modelRef: string,
    filter: InferenceFilter = {},
    cursor?: string,
  ): KeptRecord[] {
    const after = cursor ? decodeCursor(cursor) : undefined;
    return [...this.records.values()]
      .filter(({ inference }) => inference.modelRef === modelRef)
      .filter(record => matchesFilter(record, filter))
      .filter(({ inference }) => !after || newestFirst(after, inference) < 0)
      .sort((a, b) => newestFirst(a.inference, b.inference));
  }

  findWaiting(modelRef: string): Feedback[] {
    return [...this.waiting.values()].filter(it => it.modelRef === modelRef);
  }

  modelRefs(): Set<string> {
    const records = [...this.records.values()].map(it => it.inference);
    return new Set(
      [...records, ...this.waiting.values()].map(({ modelRef }) => modelRef),
    );
  }

  /**
   * Takes what is new, once it has been counted.
   *
   * @returns what is not
   */
  async take(
    inferences: readonly Inference[],
    profiler: InferenceProfiler,
  ): Promise<ReadonlySet<Inference>> {
    const fresh = new Map<string, Inference>();
    for (const inference of inferences) {
      const key = keyOf(inference);
      if (!this.records.has(key) && !fresh.has(key)) fresh.set(key, inference);
    }
    const taken = await profiler.transaction(async trx => {
      const session = await profiler.begin(trx, inferences);
      await session.sumUp([...fresh.values()]).add();
      return [...fresh.values()].map(inference => ({
        inference,
        prediction: session.predictionOf(inference),
      }));
    });
    // Only now is it certain that they are counted.
    taken.forEach(record => this.set(record));
    return new Set(inferences.filter(each => fresh.get(keyOf(each)) !== each));
  }

  /** @returns how many outcomes were joined, once they have been counted */
  async join(profiler: InferenceProfiler): Promise<number> {
    const joined = [...this.waiting.values()].flatMap(feedback => {
      const record = this.records.get(keyOf(feedback));
      return record ? [{ feedback, record }] : [];
    });
    const news = joined.filter(
      ({ feedback, record: { outcome } }) =>
        !outcome || outcome.observedMs <= feedback.observedMs,
    );
    const contributions =
      news.length === 0 ? [] : await countOutcomes(news, profiler);
    news.forEach(({ feedback, record }, index) => {
      this.set({
        ...record,
        outcome: feedback,
        contribution: contributions[index],
      });
    });
    joined.forEach(({ feedback }) => this.waiting.delete(keyOf(feedback)));
    return joined.length;
  }
}

function countOutcomes(
  news: readonly { feedback: Feedback; record: KeptRecord }[],
  profiler: InferenceProfiler,
): Promise<(string | undefined)[]> {
  const inferences = news.map(({ record }) => record.inference);
  return profiler.transaction(async trx => {
    const session = await profiler.begin(trx, inferences);
    return session.countOutcomes(
      news.map(({ feedback, record: { inference, ...kept } }) => ({
        inference,
        prediction: inference.keepsBody ? inference.outputs : kept.prediction,
        target: feedback.target,
        inputs: inference.keepsBody ? inference.inputs : undefined,
        formerContribution: kept.contribution,
      })),
    );
  });
}
