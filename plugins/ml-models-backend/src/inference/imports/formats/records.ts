import { isRejection } from '../../ReportedInference';
import { LogFormat } from '../LogFormat';
import { readJsonLines } from '../rows/readJsonLines';

/** Our own plain JSON, one record a line. */
export const records: LogFormat = {
  missing: () => [],
  async *read({ chunks }) {
    for await (const source of readJsonLines(chunks)) {
      if (isRejection(source)) {
        yield source;
      } else {
        const { line, value } = source;
        yield typeof value === 'object' && value !== null
          ? { line, json: value }
          : { line, reason: 'the record is not a JSON object' };
      }
    }
  },
};
