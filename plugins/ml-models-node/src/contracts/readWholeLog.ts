import { LogChunk } from '@noshelfware/backstage-plugin-ml-models-common';
import { until } from './until';

/** @returns the text of a log, read chunk by chunk until nothing is to come */
export async function readWholeLog(
  read: (from: number) => Promise<LogChunk>,
  timeoutMs?: number,
): Promise<{ text: string; next: number }> {
  let text = '';
  let next = 0;
  await until(
    async () => {
      const chunk = await read(next);
      text += chunk.text;
      next = chunk.next;
      return { complete: chunk.complete, text };
    },
    ({ complete }) => complete,
    timeoutMs,
  );
  return { text, next };
}
