const COLOURS = ['red', 'green', 'blue'];
/** Its multiples, without their whole part, are spread evenly: 1 ÷ the golden ratio. */
const EVENLY = 0.618_033_988_75;

/** @returns a request of Open Inference Protocol v2, of a row as it was trained on */
export function bodyOfTinyRequest(serial: number): string {
  const x = 4 * ((serial * EVENLY) % 1) - 1;
  return JSON.stringify({
    inputs: [
      { name: 'x', shape: [1], datatype: 'FP64', data: [x] },
      {
        name: 'colour',
        shape: [1],
        datatype: 'BYTES',
        data: [COLOURS[serial % COLOURS.length]],
      },
    ],
  });
}

/** How often a version answered, and how. */
export interface AnswersOfVersion {
  ok: number;
  failed: number;
}

export interface TinyModelCalls {
  /** By the version's number; `none`: nothing answered. */
  answers: ReadonlyMap<string, AnswersOfVersion>;
  /** Resolves once no request is under way. */
  stop(): Promise<void>;
}

/**
 * Keeps asking a tiny model for predictions of rows as it was trained on.
 *
 * @param callers - requests under way at any time
 */
export function callTinyModel(
  endpoint: string,
  name: string,
  callers = 4,
): TinyModelCalls {
  const answers = new Map<string, AnswersOfVersion>();
  let going = true;
  let asked = 0;
  const call = async () => {
    while (going) {
      asked += 1;
      const response = await fetch(`${endpoint}/v2/models/${name}/infer`, {
        method: 'POST',
        body: bodyOfTinyRequest(asked),
      });
      await response.arrayBuffer();
      const version = response.headers.get('x-noshelfware-version') ?? 'none';
      const count = answers.get(version) ?? { ok: 0, failed: 0 };
      count[response.ok ? 'ok' : 'failed'] += 1;
      answers.set(version, count);
    }
  };
  const calls = Array.from({ length: callers }, call);
  return {
    answers,
    stop: async () => {
      going = false;
      await Promise.all(calls);
    },
  };
}
